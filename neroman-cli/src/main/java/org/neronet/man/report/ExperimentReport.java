package org.neronet.man.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptState;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.MetricSummary;

/** One experiment as it is shown: its definition, its newest attempt and that attempt's metrics in short. */
public record ExperimentReport(ExperimentRow row, List<MetricSummary> metrics) {
    public ExperimentReport {
        metrics = List.copyOf(metrics);
    }

    public long id() {
        return row.id();
    }

    public String name() {
        return row.experiment().name();
    }

    public AttemptState state() {
        return row.latest().map(attempt -> attempt.status().state()).orElse(AttemptState.DEFINED);
    }

    /** Whether a cluster has it, may have it, or was about to get it. */
    public boolean isLive() {
        return row.latest().filter(AttemptRow::isLive).isPresent();
    }

    public boolean hasEnded() {
        return state().isEnd();
    }

    /** Whether it ended otherwise than it should: neither finished nor stopped by the user's own rule. */
    public boolean hasFailed() {
        return hasEnded() && state() != AttemptState.FINISHED && state() != AttemptState.STOPPED;
    }

    public Optional<String> cluster() {
        return row.latest().map(AttemptRow::cluster);
    }

    public Optional<String> reason() {
        var sending =
                row.latest().filter(AttemptRow::isSending).map(attempt -> "not confirmed by " + attempt.cluster());
        return status(AttemptStatus::reason).or(() -> sending);
    }

    /** Something of the newest attempt's status, if there is an attempt that has it. */
    public <T> Optional<T> status(Function<AttemptStatus, Optional<T>> what) {
        return row.latest().flatMap(attempt -> what.apply(attempt.status()));
    }

    /** How long the program ran or has been running; empty when it never started. */
    public Optional<Duration> runtime(Instant now) {
        var end = status(AttemptStatus::endedAt).orElse(now);
        return status(AttemptStatus::startedAt)
                .map(start -> Duration.between(start, end))
                .filter(d -> !d.isNegative());
    }

    /** What the program reported. */
    public List<MetricSummary> reported() {
        return metrics.stream()
                .filter(metric -> !MetricSource.isResource(metric.name()))
                .toList();
    }

    /** What it used, as the kid measured it. */
    public List<MetricSummary> resources() {
        return metrics.stream()
                .filter(metric -> MetricSource.isResource(metric.name()))
                .toList();
    }

    public Optional<MetricSummary> metric(String name) {
        return metrics.stream().filter(metric -> metric.name().equals(name)).findFirst();
    }
}
