package org.neronet.man.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.history.Selection;
import org.neronet.man.report.IdRanges.Range;

/** Finds experiments by words; words that are plain ids reach deleted ones as well. */
final class EvenDeleted {
    private static final String ONE = "\\d{1,18}(-\\d{1,18})?";
    private static final Pattern IDS = Pattern.compile(ONE + "(," + ONE + ")*");

    private final History history;
    private final Function<List<String>, List<ExperimentRow>> others;

    /** @param others finds by words of any other kind */
    EvenDeleted(History history, Function<List<String>, List<ExperimentRow>> others) {
        this.history = history;
        this.others = others;
    }

    /** @throws NeronetException (not found) that names all ids which were never given */
    List<Long> ids(List<String> words) {
        if (words.isEmpty()
                || !words.stream().allMatch(word -> IDS.matcher(word).matches())) {
            return others.apply(words).stream().map(ExperimentRow::id).toList();
        }
        // For what it says of ranges that go down and the like.
        Selection.parse(words);
        var ids = new ArrayList<Long>();
        var missing = new ArrayList<Range>();
        for (var word : words) {
            for (var part : word.split(",")) {
                int dash = part.indexOf('-');
                long first = Long.parseLong(dash < 0 ? part : part.substring(0, dash));
                long last = Long.parseLong(part.substring(dash + 1));
                add(first, last, ids, missing);
            }
        }
        throwIfAny(missing);
        return ids.stream().sorted().distinct().toList();
    }

    private void add(long first, long last, List<Long> ids, List<Range> missing) {
        long next = first;
        for (long id : history.everGiven(first, last)) {
            if (next < id) {
                missing.add(new Range(next, id - 1));
            }
            ids.add(id);
            next = id + 1;
        }
        if (next <= last) {
            missing.add(new Range(next, last));
        }
    }

    private static void throwIfAny(List<Range> missing) {
        if (!missing.isEmpty()) {
            var ranges = String.join(",", missing.stream().map(Range::toString).toList());
            throw new NeronetException(
                    ExitCode.NOT_FOUND,
                    "no experiment ever had the id " + ranges,
                    "neroman status lists ids and names, neroman history also those that were deleted");
        }
    }
}
