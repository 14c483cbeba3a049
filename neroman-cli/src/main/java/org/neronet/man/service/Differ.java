package org.neronet.man.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.process.ShellWords;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.history.MetricSummary;
import org.neronet.man.provenance.GitState;
import org.neronet.man.provenance.Provenance;
import org.neronet.man.report.DiffReport;
import org.neronet.man.report.Numbers;
import org.neronet.man.spec.Experiment;
import org.neronet.man.submit.CodeSnapshots;

/** Compares experiments with each other, and with their folders as they are now. */
final class Differ {
    private final Workspace workspace;
    private final History history;

    Differ(Workspace workspace, History history) {
        this.workspace = workspace;
        this.history = history;
    }

    /** One experiment against another. */
    DiffReport between(ExperimentRow before, ExperimentRow after) {
        var left = files(before);
        var right = files(after);
        boolean known = left.isPresent() && right.isPresent();
        return new DiffReport(
                title(before),
                title(after),
                parameters(before.experiment()).against(parameters(after.experiment())),
                definition(before.experiment()).against(definition(after.experiment())),
                known ? new CodeDiff(history::source).of(left.get(), right.get()) : List.of(),
                known ? "" : "an older Neronet defined one of them and did not note its files",
                environment(before).against(environment(after)),
                results(before).against(results(after)));
    }

    /** What of an experiment ran, or was defined, against its folder as it is now. */
    DiffReport sinceThen(ExperimentRow row) {
        var then = files(row);
        var now = new Now(row.experiment(), history);
        return new DiffReport(
                title(row)
                        + (row.latest().isPresent()
                                ? ", attempt " + row.latest().get().attempt()
                                : ", as it was defined"),
                row.experiment().folder() + " now",
                List.of(),
                List.of(),
                then.isPresent() && now.fault.isEmpty()
                        ? new CodeDiff(now::contents).of(then.get(), now.files)
                        : List.of(),
                then.isEmpty() ? "an older Neronet defined it and did not note its files" : now.fault,
                origin(row)
                        .against(origin(
                                workspace.provenance().apply(row.experiment().folder()))),
                List.of());
    }

    /** The folder as it is. */
    private static final class Now {
        private final History history;
        private final Map<String, java.nio.file.Path> sources = new HashMap<>();
        private List<CodeFile> files = List.of();
        private String fault = "";

        Now(Experiment experiment, History history) {
            this.history = history;
            var snapshots = new CodeSnapshots(history);
            try {
                sources.putAll(snapshots.take(experiment).sources());
                files = snapshots.identifying(experiment);
                snapshots.remember();
            } catch (NeronetException e) {
                fault = e.getMessage();
            }
        }

        Optional<byte[]> contents(String sha256) {
            var source = sources.get(sha256);
            if (source == null) {
                return history.source(sha256);
            }
            try {
                return Optional.of(Files.readAllBytes(source));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Of the newest attempt what was sent, else what was there when it was defined; without its own description. */
    Optional<List<CodeFile>> files(ExperimentRow row) {
        var definitions = history.definitions(row.id());
        var digest = row.latest()
                .flatMap(attempt -> history.sentCode(row.id(), attempt.attempt()))
                .or(() -> definitions.get(definitions.size() - 1).code());
        return digest.flatMap(history::code)
                .map(files ->
                        CodeSnapshots.withoutDescription(files, row.experiment().specFile()));
    }

    private static String title(ExperimentRow row) {
        return "#" + row.id() + " " + row.experiment().name();
    }

    private static Facts parameters(Experiment experiment) {
        var facts = new Facts();
        experiment.parameters().forEach((name, value) -> facts.with(name, String.valueOf(value)));
        return facts;
    }

    private static Facts definition(Experiment experiment) {
        var run = experiment.run();
        var facts = new Facts()
                .with("collection", experiment.collection())
                .with("folder", experiment.folder())
                .with(
                        "command",
                        String.join(
                                " ", run.argv().stream().map(ShellWords::quote).toList()));
        run.environment().forEach((name, value) -> facts.with("env " + name, value));
        return facts.with("setup", String.join("; ", run.setup()))
                .withAll("", run.resources().toJson())
                .with("sbatch_args", String.join(" ", run.sbatchArgs()))
                .with("priority", run.priority())
                .with("retries", run.retries())
                .with("outputs", String.join(" ", experiment.results().include()))
                .with("metrics", String.join(" ", experiment.metrics()))
                .with("custom_msg", experiment.customMsg())
                .withAll("", experiment.kept());
    }

    private Facts environment(ExperimentRow row) {
        var found = row.latest().flatMap(attempt -> history.environment(row.id(), attempt.attempt()));
        var facts = origin(row);
        found.ifPresent(environment -> facts.withAll("node: ", environment));
        return facts;
    }

    private Facts origin(ExperimentRow row) {
        var definitions = history.definitions(row.id());
        return origin(row.latest()
                .flatMap(attempt -> history.provenance(row.id(), attempt.attempt()))
                .orElseGet(() -> definitions.get(definitions.size() - 1).provenance()));
    }

    private static Facts origin(Provenance provenance) {
        var git = provenance.git();
        return new Facts()
                .with("user", provenance.user())
                .with("host", provenance.host())
                .with("git commit", git.map(GitState::commit))
                .with("git branch", git.flatMap(GitState::branch))
                .with("git remote", git.flatMap(GitState::remote))
                .with("git dirty", git.map(state -> state.isDirty() ? "yes" : "no"))
                .withAll("", provenance.environment());
    }

    private Facts results(ExperimentRow row) {
        var status = row.latest().map(AttemptRow::status).orElse(AttemptStatus.DEFINED);
        var facts = new Facts()
                .with("state", status.state().word())
                .with("reason", status.reason())
                .with("cluster", row.latest().map(AttemptRow::cluster))
                .with("run time", runTime(status));
        row.latest().map(attempt -> history.joinedSummary(row.id(), attempt.attempt())).orElse(List.of()).stream()
                .filter(metric -> !MetricSource.isResource(metric.name()))
                .forEach(metric -> facts.with(metric.name(), metric(metric)));
        return facts;
    }

    private static Optional<String> runTime(AttemptStatus status) {
        return status.state() == AttemptState.RUNNING
                ? Optional.empty()
                : status.startedAt()
                        .flatMap(start ->
                                status.endedAt().map(end -> Numbers.duration(java.time.Duration.between(start, end))));
    }

    private static String metric(MetricSummary metric) {
        return Numbers.brief(metric.last())
                + metric.min().map(min -> " (min " + Numbers.brief(min)).orElse("")
                + metric.max().map(max -> ", max " + Numbers.brief(max) + ")").orElse("");
    }
}
