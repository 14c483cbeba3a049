package org.neronet.man.sweep;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import org.neronet.man.config.Problems;

/** Finds points that are run twice. */
final class Duplicates {
    private final Problems problems;

    Duplicates(Problems problems) {
        this.problems = problems;
    }

    void check(List<Point> points, SweepPlan plan) {
        var seen = new HashMap<List<String>, Integer>();
        var alike = new HashMap<List<Object>, Integer>();
        for (int i = 0; i < points.size(); i++) {
            var texts = points.get(i).texts();
            var asText = seen.putIfAbsent(List.copyOf(texts.values()), i);
            var asNumber = alike.putIfAbsent(values(points.get(i)), i);
            var first = asText != null ? asText : asNumber;
            if (first != null) {
                var message = "points %d and %d are equal: %s".formatted(first + 1, i + 1, shown(texts));
                problems.add(plan.mark(), message, "keep one of the two; to run a point often: repeat: 5");
                return;
            }
        }
    }

    /** Numbers that are equal however they are written: 1, 1.0 and 10e-1. */
    private static List<Object> values(Point point) {
        return point.values().values().stream()
                .map(scalar -> Decimal.of(scalar)
                        .<Object>map(BigDecimal::stripTrailingZeros)
                        .orElse(scalar.text()))
                .toList();
    }

    private static String shown(java.util.Map<String, String> texts) {
        return String.join(
                ", ",
                texts.entrySet().stream()
                        .limit(10)
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }
}
