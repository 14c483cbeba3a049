package org.neronet.common.rule;

import static org.neronet.common.rule.NumberWords.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asynchronous successive halving as Ray's AsyncHyperBandScheduler has it, with one bracket: at the rungs {@code grace x
 * eta^k} a sibling's value is recorded, and it ends when it is worse than the best {@code 1/eta} of those recorded there
 * before. The first one passes; nobody waits; of the rungs reached only the highest without its record is looked at.
 */
final class AshaPruner implements Pruner {
    private static final double FURTHEST = 1e15;

    /** What lies between two values is computed; by so much of it nobody is worse. */
    private static final double ROUNDING = 1e-12;

    private final Prune rule;
    private final Map<Double, Map<String, Double>> rungs = new HashMap<>();

    AshaPruner(Prune rule) {
        this.rule = rule;
    }

    @Override
    public Optional<String> report(String sibling, double step, double value) {
        double rung = highest(sibling, step);
        if (Double.isNaN(rung)) {
            return Optional.empty();
        }
        var recorded = rungs.computeIfAbsent(rung, at -> new HashMap<>());
        double cutoff = cutoff(recorded);
        int others = recorded.size();
        recorded.put(sibling, value);
        return rule.goal().isBetter(cutoff, value, ROUNDING * Math.abs(cutoff))
                ? Optional.of(
                        rule.basics().metric().orElseThrow() + " " + text(value) + " is worse than " + text(cutoff)
                                + ", the best 1/" + rule.eta() + " of " + others + " siblings at rung " + text(rung))
                : Optional.empty();
    }

    /** NaN when there is none. */
    private double highest(String sibling, double step) {
        double found = Double.NaN;
        for (double rung = rule.grace(); rung <= Math.min(step, FURTHEST); rung *= rule.eta()) {
            if (!rungs.getOrDefault(rung, Map.of()).containsKey(sibling)) {
                found = rung;
            }
        }
        return found;
    }

    /** The percentile, linear between the two nearest, that only the best share beats; NaN before any record. */
    private double cutoff(Map<String, Double> recorded) {
        var values = recorded.values().stream()
                .mapToDouble(v -> v)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        if (values.length == 0) {
            return Double.NaN;
        }
        double share = rule.goal() == Goal.MAX ? 1 - 1.0 / rule.eta() : 1.0 / rule.eta();
        double place = share * (values.length - 1);
        int low = (int) Math.floor(place);
        double above = values[Math.min(low + 1, values.length - 1)];
        return values[low] + (above - values[low]) * (place - low);
    }

    @Override
    public void completed(String sibling) {
        // Whoever ended has its records; there is nothing to wait for.
    }
}
