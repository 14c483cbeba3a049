package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads the boxes of reinforcement learning libraries: {@code | rollout/return | 470 |} between lines of dashes. The
 * values of a box come when it is closed, with the steps that it names.
 */
final class BoxTableLines implements LineReader {
    private static final int SHORTEST_BORDER = 10;
    private static final int MAX_ROWS = 1000;
    private static final int MAX_INDENT = 2;

    /** The best first. */
    private static final List<String> STEPS = List.of(
            "time/total_timesteps",
            "total_timesteps",
            "total/steps",
            "total_steps",
            "misc/total_timesteps",
            "TotalEnvInteracts",
            "timesteps_total",
            "timesteps",
            "TimestepsSoFar",
            "steps",
            "nupdates",
            "time/iterations",
            "iterations",
            "Epoch",
            "epoch",
            "Iteration",
            "iteration",
            "EpThisIter");

    private final Sightings sightings;
    private final Map<String, Double> rows = new LinkedHashMap<>();
    private boolean open;
    private String group = "";

    BoxTableLines(StreamContext context) {
        this.sightings = context.sightings();
    }

    @Override
    public int wants() {
        return open ? LineTraits.ANY : LineTraits.OTHER_FIRST | LineTraits.BLANK_FIRST | LineTraits.WIDE;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int length = Blanks.before(line, 0, line.length());
        int start = Blanks.skip(line, 0, length);
        char first = start < length && start <= MAX_INDENT ? line.charAt(start) : ' ';
        if (first == '-') {
            return isBorder(line, start, length) ? Optional.of(close()) : Optional.empty();
        }
        boolean row = (first == '|' || first == '│') && open && row(line, start, length);
        if (first == '└' && open) {
            return Optional.of(close());
        }
        if (open && !row) {
            open = false;
            rows.clear();
        }
        return row ? Optional.of(List.of()) : boxed(first, line, start);
    }

    /** Tables drawn with lines, as Lightning's test results, have no dashes. */
    private Optional<List<Reading>> boxed(char first, String line, int start) {
        if ((first == '┡' || first == '├' || first == '┠' || first == '┏' || first == '┌')
                && "─━".indexOf(line.charAt(start + 1 < line.length() ? start + 1 : start)) >= 0
                && line.indexOf('╇', start) == line.lastIndexOf('╇')) {
            rows.clear();
            group = "";
            open = true;
            return Optional.of(List.of());
        }
        return Optional.empty();
    }

    private static boolean isBorder(String line, int from, int to) {
        for (int at = from; at < to; at++) {
            if (line.charAt(at) != '-') {
                return false;
            }
        }
        return to - from >= SHORTEST_BORDER;
    }

    /** Two cells: a name and a number, text, or nothing, which makes the name the group of the next ones. */
    private boolean row(String line, int from, int to) {
        char bar = line.charAt(from);
        int middle = line.indexOf(bar, from + 1);
        boolean two = middle > 0 && middle + 1 < to && line.indexOf(bar, middle + 1) == to - 1;
        var name = two ? line.substring(from + 1, middle).strip() : "";
        if (name.isEmpty() || !NameText.isStart(name.charAt(0)) || name.length() > OutputReader.MAX_NAME) {
            return false;
        }
        var value = line.substring(middle + 1, to - 1).strip();
        boolean grouped = line.startsWith("  ", from + 1);
        if (value.isEmpty()) {
            group = name.endsWith("/") ? name : "";
        } else {
            put(grouped && bar == '|' ? group + name : name, value);
        }
        return true;
    }

    /** A number, perhaps with its unit. */
    private void put(String name, String value) {
        int end = NumberText.end(value, 0, value.length());
        int unit = Blanks.skip(value, end, value.length());
        boolean number = end > 0 && (unit == value.length() || Units.isUnit(value, unit, value.length()));
        if (number && rows.size() < MAX_ROWS) {
            rows.put(name, NumberText.value(value, 0, end));
        }
    }

    @Override
    public List<Reading> finish() {
        return STEPS.stream().anyMatch(rows::containsKey) ? close() : List.of();
    }

    /** One line of dashes ends a box and may begin the next. Boxes of versions and settings name no step. */
    private List<Reading> close() {
        var step = STEPS.stream().filter(rows::containsKey).findFirst();
        var place = step.isPresent() ? OptionalDouble.of(rows.get(step.get())) : OptionalDouble.empty();
        var readings = new ArrayList<Reading>();
        boolean usable = place.isEmpty() || Double.isFinite(place.getAsDouble());
        rows.forEach((name, value) -> {
            if (usable && !step.filter(name::equals).isPresent()) {
                boolean sure = step.isPresent() || Words.isMetric(name);
                var evidence = sure ? Evidence.FIRM : Evidence.REPEATED;
                sightings.take(new Reading.Value(name, place, value), evidence, readings);
            }
        });
        rows.clear();
        group = "";
        open = true;
        return readings;
    }
}
