package org.neronet.man.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Ids in the short form that commands take, such as {@code 1-24,30}. */
public final class IdRanges {
    /** Ids from {@code first} to {@code last}, both included. */
    public record Range(long first, long last) {
        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    private IdRanges() {}

    /** The fewest ranges that hold exactly these ids, ascending. */
    public static List<Range> of(Collection<Long> ids) {
        var ranges = new ArrayList<Range>();
        for (long id : new TreeSet<>(ids)) {
            var last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && last.last() == id - 1) {
                ranges.set(ranges.size() - 1, new Range(last.first(), id));
            } else {
                ranges.add(new Range(id, id));
            }
        }
        return ranges;
    }

    public static String text(Collection<Long> ids) {
        return String.join(",", of(ids).stream().map(Range::toString).toList());
    }
}
