package org.neronet.common.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrunerTest {
    private static Pruner pruner(String rule) {
        return Pruner.of((Prune)
                Runs.rules("{\"stop\": " + rule.replace('\'', '"') + "}").get(0));
    }

    @Test
    void theMedianIsOfTheCompletedAtThisStep() {
        var pruner = pruner("{'prune': 'median', 'metric': 'loss', 'startup': 2}");
        assertThat(pruner.report("a", 0, 1)).isEmpty();
        assertThat(pruner.report("b", 0, 3)).isEmpty();
        pruner.completed("a");
        assertThat(pruner.report("c", 0, 9)).as("only one has completed").isEmpty();
        pruner.completed("b");
        assertThat(pruner.report("d", 0, 2)).as("equal is not worse").isEmpty();
        assertThat(pruner.report("e", 0, 2.1)).contains("loss best 2.1 is worse than the median 2 of 2 siblings at 0");
        assertThat(pruner.report("e", 1, 9)).as("nobody has a value there").isEmpty();
        assertThat(pruner.report("f", 0, Double.NaN)).contains("loss was never a number up to 0");
    }

    @Test
    void theBestSoFarCounts() {
        var pruner = pruner("{'prune': 'median', 'metric': 'acc', 'startup': 1, 'grace': 1}");
        pruner.report("a", 0, 0.5);
        pruner.report("a", 1, 0.6);
        pruner.completed("a");
        assertThat(pruner.report("b", 0, 0.1)).as("warming up").isEmpty();
        assertThat(pruner.report("b", 1, 0.2)).isPresent();
        pruner.report("c", 0, 0.9);
        assertThat(pruner.report("c", 1, 0.2)).isEmpty();
    }

    @Test
    void medianPrunesWhereOptunaWould() {
        var random = new Random(5);
        for (int round = 0; round < 300; round++) {
            boolean max = random.nextBoolean();
            int startup = random.nextInt(4);
            int fewest = 1 + random.nextInt(3);
            var pruner = pruner("{'prune': 'median', 'metric': 'm', 'goal': '" + (max ? "max" : "min")
                    + "', 'startup': " + startup + ", 'min_trials': " + fewest + "}");
            List<Map<Double, Double>> complete = new ArrayList<>();
            for (int trial = 0; trial < 12; trial++) {
                var own = new LinkedHashMap<Double, Double>();
                for (double step = 0; step < 8; step += 1 + random.nextInt(2)) {
                    own.put(step, (double) random.nextInt(10));
                    boolean expected = optuna(own, step, complete, max, startup, fewest);
                    assertThat(pruner.report("t" + trial, step, own.get(step)).isPresent())
                            .isEqualTo(expected);
                }
                if (random.nextInt(3) > 0) {
                    complete.add(own);
                    pruner.completed("t" + trial);
                }
            }
        }
    }

    private static boolean optuna(
            Map<Double, Double> own,
            double step,
            List<Map<Double, Double>> complete,
            boolean max,
            int startup,
            int fewest) {
        if (complete.isEmpty() || complete.size() < startup) {
            return false;
        }
        var values = own.values().stream().mapToDouble(v -> v);
        double best = max ? values.max().orElseThrow() : values.min().orElseThrow();
        var others = complete.stream()
                .filter(t -> t.containsKey(step))
                .mapToDouble(t -> t.get(step))
                .sorted()
                .toArray();
        if (others.length < fewest) {
            return false;
        }
        double median = percentile(others, 0.5);
        return max ? best < median : best > median;
    }

    @Test
    void ashaEndsWhatIsNotAmongTheBest() {
        var pruner = pruner("{'prune': 'asha', 'metric': 'loss', 'grace': 2, 'eta': 2}");
        assertThat(pruner.report("a", 1, 99)).as("below the first rung").isEmpty();
        assertThat(pruner.report("a", 2, 4)).as("the first passes").isEmpty();
        assertThat(pruner.report("b", 2, 3)).isEmpty();
        assertThat(pruner.report("c", 2, 5)).contains("loss 5 is worse than 3.5, the best 1/2 of 2 siblings at rung 2");
        assertThat(pruner.report("c", 3, 5)).as("recorded at this rung").isEmpty();
        assertThat(pruner.report("d", 2, Double.NaN)).isEmpty();
        pruner.completed("a");
    }

    @Test
    void ashaStopsWhereRayWould() {
        var random = new Random(6);
        for (int round = 0; round < 300; round++) {
            boolean max = random.nextBoolean();
            int eta = 2 + random.nextInt(3);
            int grace = 1 + random.nextInt(3);
            var pruner = pruner("{'prune': 'asha', 'metric': 'm', 'goal': '" + (max ? "max" : "min") + "', 'grace': "
                    + grace + ", 'eta': " + eta + "}");
            Map<Integer, Map<String, Double>> rungs = new HashMap<>();
            int[] steps = new int[6];
            for (int turn = 0; turn < 120; turn++) {
                int trial = random.nextInt(steps.length);
                steps[trial] += 1 + random.nextInt(4);
                double value = random.nextInt(20);
                assertThat(pruner.report("t" + trial, steps[trial], value).isPresent())
                        .isEqualTo(ray("t" + trial, steps[trial], value, rungs, grace, eta, max));
            }
        }
    }

    /** Ray's bracket, written plainly: milestones from the highest down; the first one without a record decides. */
    private static boolean ray(
            String trial,
            int step,
            double value,
            Map<Integer, Map<String, Double>> rungs,
            int grace,
            int eta,
            boolean max) {
        var milestones = new ArrayList<Integer>();
        for (int m = grace; m < 100_000; m *= eta) {
            milestones.add(0, m);
        }
        for (int milestone : milestones) {
            var recorded = rungs.computeIfAbsent(milestone, m -> new HashMap<>());
            if (step < milestone || recorded.containsKey(trial)) {
                continue;
            }
            double reward = max ? value : -value;
            var sorted = recorded.values().stream().mapToDouble(v -> v).sorted().toArray();
            boolean stop = sorted.length > 0 && reward < percentile(sorted, 1 - 1.0 / eta) - 1e-12;
            recorded.put(trial, reward);
            return stop;
        }
        return false;
    }

    private static double percentile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int low = (int) Math.floor(place);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
    }
}
