package org.neronet.man.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Shows ids in short, such as {@code 5-8,12}. */
public final class IdRanges {
    private static final int SHOWN = 20;

    private IdRanges() {}

    /** The ids in order, runs as ranges; more than 20 ranges end with {@code …}. */
    public static String text(Collection<Long> ids) {
        var sorted = ids.stream().distinct().sorted().toList();
        var ranges = new ArrayList<String>();
        for (int from = 0; from < sorted.size(); ) {
            int to = from;
            while (to + 1 < sorted.size() && sorted.get(to + 1) == sorted.get(to) + 1) {
                to++;
            }
            ranges.add(range(sorted.get(from), sorted.get(to)));
            from = to + 1;
        }
        return joined(ranges);
    }

    /** With their number before them: {@code 4 experiments: 5-8}. */
    public static String describe(Collection<Long> ids) {
        long count = ids.stream().distinct().count();
        return count + (count == 1 ? " experiment: " : " experiments: ") + text(ids);
    }

    static String range(long first, long last) {
        return first == last ? String.valueOf(first) : first + "-" + last;
    }

    static String joined(List<String> ranges) {
        var shown = String.join(",", ranges.subList(0, Math.min(SHOWN, ranges.size())));
        return ranges.size() > SHOWN ? shown + ",…" : shown;
    }
}
