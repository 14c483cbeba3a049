package org.neronet.man.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.Retry;
import org.neronet.common.json.Json;
import org.neronet.common.wire.SequencedEvent;
import org.neronet.man.submit.CodeSnapshot;
import org.neronet.man.submit.Submitter;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

/** Attempts that mum made herself, as the history takes them in. */
class RetriedHistoryTest {
    private static final String HOME = "0123456789abcdef0123456789abcdef";
    private static final Instant T0 = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private History history;
    private long seq;

    @BeforeEach
    void submit() {
        history = History.open(folder.resolve("history.db"), HOME);
        Histories.define(history, List.of(Samples.experiment(folder, "a", List.of())), T0);
        Histories.begin(history, history.all(), "triton", T0);
        var snapshot = new CodeSnapshot(Histories.CODE, java.util.Map.of());
        var plan = Submitter.plan(key(1), history.all().get(0).experiment(), snapshot);
        history.keepPlans(List.of(AttemptPlan.fromJson(
                Json.parseObject(plan.toJson().with("retries", 1).toString()))));
        take(new Event.Submitted(key(1), T0));
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void theNextAttemptIsLiveBeforeTheFirstHasEnded() {
        take(new Event.Submitted(key(2), T0));

        var latest = history.latest(1).orElseThrow();
        assertThat(latest.attempt()).isEqualTo(2);
        assertThat(latest.cluster()).isEqualTo("triton");
        assertThat(latest.status().state()).isEqualTo(AttemptState.SUBMITTED);
        assertThat(latest.mumId()).contains("mum");
        assertThat(history.provenance(1, 2)).isEqualTo(history.provenance(1, 1)).isPresent();
        assertThat(history.plan(1, 2)).contains(Retry.next(history.plan(1, 1).orElseThrow()));
        assertThat(history.isContinued(1, 2)).isTrue();
        assertThat(history.isContinued(1, 1)).isFalse();

        take(ended(1, AttemptState.PREEMPTED), new Event.Started(key(2), T0, "n2", Optional.empty()));
        assertThat(history.experiment(1)
                        .orElseThrow()
                        .latest()
                        .orElseThrow()
                        .status()
                        .state())
                .isEqualTo(AttemptState.RUNNING);
        assertThat(history.attempts(1)).hasSize(2);
    }

    @Test
    void moreThanWerePlannedAreNotBelieved() {
        take(new Event.Submitted(key(2), T0), new Event.Submitted(key(3), T0));

        assertThat(history.attempts(1)).hasSize(2);
    }

    @Test
    void theCurvesAreJoinedWhereTheLaterOneBegins() {
        take(values(1, "loss", 0, 9, 1, 8, 2, 7, 3, 6.5), values(1, "only", 0, 5));
        take(new Event.Submitted(key(2), T0), ended(1, AttemptState.PREEMPTED));
        assertThat(history.joinedSeries(1, 2, "loss")).hasSize(4);
        take(values(2, "loss", 2, 6, 3, 5), values(2, "acc", 2, 0.5));

        var joined = history.joinedSeries(1, 2, "loss");

        assertThat(joined).extracting(MetricPoint::step).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(joined).extracting(MetricPoint::value).containsExactly(9.0, 8.0, 6.0, 5.0);
        assertThat(joined).extracting(MetricPoint::attempt).containsExactly(1, 1, 2, 2);
        assertThat(history.series(1, 1, "loss")).hasSize(4);
        assertThat(history.latestMetrics(history.all()).get(1L))
                .containsExactly(
                        new MetricSummary("loss", 5, Optional.of(5.0), Optional.of(9.0), 3, 4),
                        new MetricSummary("only", 5, Optional.of(5.0), Optional.of(5.0), 0, 1),
                        new MetricSummary("acc", 0.5, Optional.of(0.5), Optional.of(0.5), 2, 1));
        assertThat(history.joinedSummary(1, 1)).isEqualTo(history.metricSummary(1, 1));
    }

    @Test
    void whatTheUserSubmitsAgainBeginsItsOwnCurve() {
        take(values(1, "loss", 0, 9), ended(1, AttemptState.FAILED));
        Histories.begin(history, history.all(), "triton", T0);
        take(values(2, "loss", 1, 3));

        assertThat(history.joinedSeries(1, 2, "loss")).hasSize(1);
    }

    @Test
    void valuesWithoutAStepOrANumberStay() {
        take(values(1, "loss", Double.NaN, 1, 0, Double.NaN), new Event.Submitted(key(2), T0));
        take(values(2, "loss", Double.NaN, Double.NaN));

        assertThat(history.joinedSeries(1, 2, "loss")).hasSize(3);
        var summary = history.joinedSummary(1, 2).get(0);
        assertThat(summary.last()).isNaN();
        assertThat(summary.min()).contains(1.0);
    }

    private void take(Event... events) {
        var all = new ArrayList<SequencedEvent>();
        for (var event : events) {
            all.add(new SequencedEvent(++seq, event));
        }
        history.apply("mum", "triton", all, seq);
    }

    private static Event ended(int attempt, AttemptState state) {
        return new Event.Ended(key(attempt), T0, state, Optional.empty(), "why", "sacct");
    }

    /** Steps and values in turn. */
    private static Event values(int attempt, String name, double... numbers) {
        var samples = new ArrayList<MetricSample>();
        for (int i = 0; i < numbers.length; i += 2) {
            samples.add(new MetricSample(name, numbers[i], numbers[i + 1], i + 1L));
        }
        return new Event.Metrics(key(attempt), T0, MetricSource.STDOUT, samples);
    }

    private static AttemptKey key(int attempt) {
        return new AttemptKey(HOME, 1, attempt);
    }
}
