package org.neronet.mum.warden;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Tasks of an array job as Grid Engine writes them: {@code 7}, {@code 3-40:1}, {@code 1,5-9:2}.
 *
 * @param ranges not expanded, because a waiting array may be large
 */
record TaskRanges(List<Range> ranges) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,8})(?:-(\\d{1,8}))?(?::(\\d{1,8}))?");

    /** Numbers from first to last, each by that step. */
    record Range(int first, int last, int step) {}

    /** What is no range is passed over: Grid Engine may leave out the end of a long list. */
    static TaskRanges parse(String text) {
        var ranges = new ArrayList<Range>();
        for (var part : text.split(",")) {
            var m = RANGE.matcher(part.strip());
            if (m.matches()) {
                int first = Integer.parseInt(m.group(1));
                int last = m.group(2) == null ? first : Integer.parseInt(m.group(2));
                ranges.add(new Range(first, last, m.group(3) == null ? 1 : Math.max(1, Integer.parseInt(m.group(3)))));
            }
        }
        return new TaskRanges(List.copyOf(ranges));
    }

    IntStream tasks() {
        return ranges.stream()
                .flatMapToInt(range ->
                        IntStream.iterate(range.first(), task -> task <= range.last(), task -> task + range.step()));
    }
}
