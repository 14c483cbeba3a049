package org.neronet.common.rule;

import static org.neronet.common.rule.NumberWords.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The median rule as Optuna's MedianPruner has it: a sibling ends when its best value so far is strictly worse than the
 * median of what the completed siblings had at exactly this step; or when it has had nothing but NaN.
 */
final class MedianPruner implements Pruner {
    private static final int MOST_STEPS = 100_000;

    private final Prune rule;
    private final Map<String, Map<Double, Double>> values = new HashMap<>();
    private final Map<String, Double> best = new HashMap<>();
    private final Set<String> completed = new HashSet<>();

    MedianPruner(Prune rule) {
        this.rule = rule;
    }

    @Override
    public Optional<String> report(String sibling, double step, double value) {
        var own = values.computeIfAbsent(sibling, name -> new HashMap<>());
        if (own.size() < MOST_STEPS) {
            own.put(step, value);
        }
        double soFar = best.merge(sibling, value, this::better);
        if (completed.isEmpty() || completed.size() < rule.startup() || step < rule.grace()) {
            return Optional.empty();
        }
        var name = rule.basics().metric().orElseThrow();
        if (Double.isNaN(soFar)) {
            return Optional.of(name + " was never a number up to " + text(step));
        }
        var others = completed.stream()
                .map(values::get)
                .filter(seen -> seen != null && seen.containsKey(step))
                .mapToDouble(seen -> seen.get(step))
                .toArray();
        double median = Window.median(
                Arrays.stream(others).filter(v -> !Double.isNaN(v)).toArray());
        return others.length >= rule.fewest() && rule.goal().isBetter(median, soFar)
                ? Optional.of(name + " best " + text(soFar) + " is worse than the median " + text(median) + " of "
                        + others.length + " siblings at " + text(step))
                : Optional.empty();
    }

    private double better(double a, double b) {
        return Double.isNaN(a) || rule.goal().isBetter(b, a) ? b : a;
    }

    @Override
    public void completed(String sibling) {
        completed.add(sibling);
    }
}
