package org.neronet.common.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueRulesTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    @Test
    void thresholdsCompareEachValueAndNaNIsOnNoSide() {
        assertThat(new Runs("{\"metric\": \"loss\", \"gt\": 5}")
                        .feed("loss", 5, NAN, 4, 6, 7)
                        .reasons())
                .containsExactly("loss 6 > 5 at 3");
        assertThat(new Runs("{\"metric\": \"a\", \"ge\": 5}").feed("a", 4.9, 5).reasons())
                .hasSize(1);
        assertThat(new Runs("{\"metric\": \"a\", \"lt\": 5}").feed("a", 5, 4).reasons())
                .hasSize(1);
        assertThat(new Runs("{\"metric\": \"a\", \"le\": 5}").feed("a", 6, 5).reasons())
                .hasSize(1);
        assertThat(new Runs("{\"metric\": \"a\", \"eq\": 0.3}")
                        .feed("a", 0.1 + 0.2)
                        .reasons())
                .hasSize(1);
        assertThat(new Runs("{\"metric\": \"a\", \"gt\": 5}").feed("a", INF).reasons())
                .containsExactly("a Infinity > 5 at 0");
        assertThat(new Runs("{\"metric\": \"a\", \"gt\": 5}").feed("b", 9).reasons())
                .isEmpty();
    }

    @Test
    void forWantsSoManyInARow() {
        assertThat(new Runs("{\"metric\": \"a\", \"gt\": 5, \"for\": 3}")
                        .feed("a", 6, 6, 1, 6, 6)
                        .reasons())
                .isEmpty();
        assertThat(new Runs("{\"metric\": \"a\", \"gt\": 5, \"for\": 3}")
                        .feed("a", 6, 1, 6, 6, 6)
                        .reasons())
                .containsExactly("a 6 > 5, 3 times in a row at 4");
    }

    @Test
    void aStepThatWasThereDoesNotCountAgain() {
        var run = new Runs("{\"metric\": \"loss\", \"patience\": 2}").feed("loss", 1, 2);
        run.at("loss", 0, 1, Duration.ofSeconds(9)).at("loss", 1, 2, Duration.ofSeconds(9));
        assertThat(run.reasons()).isEmpty();
        assertThat(run.at("loss", 2, 2, Duration.ofSeconds(10)).reasons()).hasSize(1);
    }

    @Test
    void theSameMetricOfAnotherSourceDoesNotCount() {
        var run = new Runs("{\"metric\": \"loss\", \"patience\": 2}").feed("loss", 1, 2);
        assertThat(run.engine().observe(new Observation("file:log.csv", "loss", 7, 3, Runs.START)))
                .isEmpty();
    }

    @Test
    void afterIsAStepOrATime() {
        assertThat(new Runs("{\"metric\": \"a\", \"gt\": 5, \"after\": \"3 epochs\"}")
                        .feed("a", 6, 6, 6, 6)
                        .reasons())
                .containsExactly("a 6 > 5 at 3");
        assertThat(new Runs("{\"metric\": \"a\", \"gt\": 5, \"after\": 3}")
                        .feed("a", 6, 6, 6, 6)
                        .reasons())
                .containsExactly("a 6 > 5 at 3");
        var run =
                new Runs("{\"metric\": \"a\", \"gt\": 5, \"after\": \"1m30s\"}").at("a", 0, 6, Duration.ofSeconds(89));
        assertThat(run.reasons()).isEmpty();
        assertThat(run.at("a", 1, 6, Duration.ofSeconds(90)).reasons()).hasSize(1);
    }

    @Test
    void nanLooksAtWhatItsNameSaysAndAtWhatIsDeclared() {
        assertThat(new Runs("\"nan\"").feed("val_loss", 1, NAN).reasons()).containsExactly("val_loss NaN at 1");
        assertThat(new Runs("\"nan\"").feed("total_energy", INF).reasons()).hasSize(1);
        assertThat(new Runs("\"nan\"").feed("test/err", -INF).reasons()).hasSize(1);
        assertThat(new Runs("\"nan\"").feed("declared", NAN).reasons()).hasSize(1);
        assertThat(new Runs("\"nan\"").feed("speed", NAN).reasons()).isEmpty();
        assertThat(new Runs("{\"nan\": true, \"metric\": \"speed\"}")
                        .feed("speed", NAN)
                        .reasons())
                .hasSize(1);
        assertThat(new Runs("{\"nan\": true, \"times\": 2}")
                        .feed("loss", NAN, 1, NAN, NAN)
                        .reasons())
                .containsExactly("loss NaN, 2 times in a row at 3");
        assertThat(new Runs("{\"nan\": false}").feed("loss", NAN).reasons()).isEmpty();
    }

    @Test
    void patienceStopsWhereKerasWould() {
        var random = new Random(4);
        for (int round = 0; round < 3000; round++) {
            int patience = random.nextInt(5);
            double delta = random.nextInt(3) * 0.5;
            boolean max = random.nextBoolean();
            int from = random.nextInt(4);
            Double baseline = random.nextInt(3) == 0 ? (double) random.nextInt(6) : null;
            var values = random.doubles(20, 0, 8)
                    .map(v -> random.nextInt(12) == 0 ? NAN : Math.rint(v * 2) / 2)
                    .toArray();
            var rule = "{\"metric\": \"m\", \"patience\": " + patience + ", \"min_delta\": " + delta + ", \"goal\": \""
                    + (max ? "max" : "min") + "\", \"after\": " + from
                    + (baseline == null ? "" : ", \"baseline\": " + baseline) + "}";
            int expected = keras(values, patience, delta, max, from, baseline);
            var run = new Runs(rule);
            int actual = -1;
            for (int i = 0; i < values.length && actual < 0; i++) {
                actual = run.feed("m", values[i]).fired().isEmpty() ? -1 : i;
            }
            assertThat(actual)
                    .as(rule + " " + java.util.Arrays.toString(values))
                    .isEqualTo(expected);
        }
    }

    /** Keras' EarlyStopping, written plainly; here {@code after} only moves the first observation. */
    private static int keras(double[] values, int patience, double delta, boolean max, int from, Double baseline) {
        double best = max ? -INF : INF;
        int wait = 0;
        for (int epoch = from; epoch < values.length; epoch++) {
            wait++;
            double v = values[epoch];
            if (max ? v - delta > best : v + delta < best) {
                best = v;
                if (baseline == null || (max ? v - delta > baseline : v + delta < baseline)) {
                    wait = 0;
                }
                continue;
            }
            if (wait >= patience && epoch > from) {
                return epoch;
            }
        }
        return -1;
    }

    @Test
    void patienceTellsItsNumbers() {
        assertThat(new Runs("{\"metric\": \"val_loss\", \"patience\": 2, \"baseline\": 0.1}")
                        .feed("val_loss", 0.5, 0.398, 0.431)
                        .reasons())
                .containsExactly("val_loss 0.431 no improvement for 3 values (best 0.398 at 1, baseline 0.1)");
        assertThat(new Runs("{\"metric\": \"val_loss\", \"patience\": 1}")
                        .feed("val_loss", NAN, NAN)
                        .reasons())
                .containsExactly("val_loss NaN no improvement for 2 values (no number yet)");
    }

    @Test
    void aPlateauIsWhatRaySays() {
        assertThat(new Runs("{\"metric\": \"a\", \"plateau\": 0.01}")
                        .feed("a", 1, 1, 1)
                        .reasons())
                .isEmpty();
        assertThat(new Runs("{\"metric\": \"a\", \"plateau\": 0.01}")
                        .feed("a", 5, 1, 1, 1, 1)
                        .reasons())
                .containsExactly("a 1 stands still: std 0 < 0.01 over the last 4 values");
        assertThat(new Runs("{\"metric\": \"a\", \"plateau\": 0.5, \"results\": 2}")
                        .feed("a", 0, 1, 0, 1, 0)
                        .reasons())
                .as("the whole population's std is exactly 0.5")
                .isEmpty();
        assertThat(new Runs("{\"metric\": \"a\", \"plateau\": 1, \"results\": 2, \"grace\": 5}")
                        .feed("a", 1, 1, 1, 1)
                        .reasons())
                .isEmpty();
        assertThat(new Runs("{\"metric\": \"a\", \"plateau\": 1}")
                        .feed("a", NAN, 1, 1, 1)
                        .reasons())
                .isEmpty();
    }

    @Test
    void divergingIsMeasuredFromTheBest() {
        assertThat(new Runs("{\"metric\": \"loss\", \"diverge\": 10}")
                        .feed("loss", 1, 11, 11, 3, 11, 12)
                        .reasons())
                .isEmpty();
        var run = new Runs("{\"metric\": \"loss\", \"diverge\": 10}").feed("loss", 1, 11, 11, 11);
        assertThat(run.reasons())
                .containsExactly("loss 11 diverges from its best 1 by more than 10 times, 3 times in a row");
        assertThat(run.fired().get(0).action()).isEqualTo(Action.WARN);
        assertThat(new Runs("{\"metric\": \"energy\", \"diverge\": 2, \"for\": 1}")
                        .feed("energy", -10, -1, 1)
                        .reasons())
                .containsExactly("energy 1 diverges from its best -10 by more than 2 times");
        assertThat(new Runs("{\"metric\": \"acc\", \"diverge\": 2, \"for\": 1}")
                        .feed("acc", 0.9, 0.5, 0.4)
                        .reasons())
                .hasSize(1);
        assertThat(new Runs("{\"metric\": \"loss\", \"diverge\": 2, \"for\": 1}")
                        .feed("loss", 0, 5)
                        .reasons())
                .isEmpty();
    }

    @Test
    void aSpikeIsFarFromTheMedian() {
        var rule = "{\"metric\": \"loss\", \"spike\": 6}";
        assertThat(new Runs(rule).feed("loss", 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 5).reasons())
                .containsExactly("loss 5 is 7 MAD off the median 1.5 of the last 10 values");
        assertThat(new Runs(rule).feed("loss", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5).reasons())
                .isEmpty();
        assertThat(new Runs(rule).feed("loss", 1, 2, 9).reasons()).isEmpty();
    }

    @Test
    void budgetsOfStepsAndEpochs() {
        assertThat(new Runs("{\"max_steps\": 3}").feed("loss", 1, 1, 1, 1).reasons())
                .containsExactly("step 3 of at most 3");
        assertThat(new Runs("{\"max_epochs\": 2}")
                        .feed("epoch", 1)
                        .feed("loss", 1, 1, 1, 1)
                        .feed("epoch", 2)
                        .reasons())
                .containsExactly("epoch 2 of at most 2");
        assertThat(new Runs("{\"max_steps\": 3, \"metric\": \"a\"}")
                        .feed("b", 1, 1, 1, 1)
                        .reasons())
                .isEmpty();
    }
}
