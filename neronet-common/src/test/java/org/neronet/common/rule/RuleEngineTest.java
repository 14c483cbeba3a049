package org.neronet.common.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RuleEngineTest {
    @Test
    void eachRuleAppliesOnceAndOnlyOneEnds() {
        var run = new Runs("{\"metric\": \"loss\", \"gt\": 1, \"action\": \"warn\"}, \"nan\","
                        + " {\"metric\": \"loss\", \"gt\": 2, \"action\": \"kill\"}")
                .feed("loss", 5, 5, Double.NaN, 7);
        assertThat(run.fired().stream().map(Firing::action)).containsExactly(Action.WARN, Action.KILL);
    }

    @Test
    void whatFiredBeforeARestartDoesNotFireAgain() {
        var run = new Runs("\"nan\", {\"metric\": \"loss\", \"gt\": 2}");
        run.engine().restore("nan", true);
        assertThat(run.feed("loss", Double.NaN, 7).reasons()).isEmpty();
    }

    @Test
    void aMetricThatNeverComesIsToldOnceWithThoseThatDo() {
        var run = new Runs("{\"metric\": \"val_loss\", \"gt\": 1}, {\"metric\": \"val_loss\", \"lt\": -1}")
                .feed("loss", 1)
                .feed("acc", 1)
                .tick(Duration.ofMinutes(9));
        assertThat(run.reasons()).isEmpty();
        run.tick(Duration.ofMinutes(10)).tick(Duration.ofMinutes(11));
        assertThat(run.reasons()).containsExactly("never seen in 10 minutes; seen: acc, loss");
        assertThat(run.fired().get(0).rule()).isEqualTo("metric val_loss");
        assertThat(new Runs("{\"metric\": \"a\", \"gt\": 1}")
                        .tick(Duration.ofHours(1))
                        .reasons())
                .containsExactly("never seen in 10 minutes; seen: no metric");
    }

    @Test
    void manyNamesAreShownInPart() {
        var run = new Runs("{\"metric\": \"a\", \"gt\": 1}");
        for (int i = 0; i < 15; i++) {
            run.feed("m" + i, 1);
        }
        assertThat(run.tick(Duration.ofHours(1)).reasons().get(0)).endsWith(" and 5 more");
    }

    @Test
    void theSameInputsGiveTheSameDecisions() {
        var rule = "{\"metric\": \"loss\", \"patience\": 1}";
        var first = new Runs(rule).feed("loss", 3, 2, 2, 1);
        assertThat(new Runs(rule).feed("loss", 3, 2, 2, 1).fired())
                .isEqualTo(first.fired())
                .hasSize(1);
    }
}
