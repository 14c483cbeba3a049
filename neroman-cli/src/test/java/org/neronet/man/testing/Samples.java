package org.neronet.man.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.Resources;
import org.neronet.common.json.JsonObject;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.Labels;
import org.neronet.man.history.MetricSummary;
import org.neronet.man.report.ExperimentReport;
import org.neronet.man.spec.Code;
import org.neronet.man.spec.Experiment;
import org.neronet.man.spec.Results;
import org.neronet.man.spec.Run;

/** Experiments and what became of them, as tests need them. */
public final class Samples {
    public static final String HOME = "00112233445566778899aabbccddeeff";
    public static final Instant T0 = Instant.parse("2026-11-22T12:00:00Z");

    private Samples() {}

    /** An experiment whose command is {@code sh main.sh N}. */
    public static Experiment experiment(Path folder, String name, List<String> requiredFiles) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("lr", 0.1);
        parameters.put("layers", 2L);
        return new Experiment(
                name,
                Optional.of("lang"),
                folder,
                parameters,
                new Run(List.of("sh", "main.sh", name), Map.of(), List.of(), Resources.DEFAULT, List.of(), 0, 0),
                new Code(requiredFiles, List.of(), Optional.empty()),
                Results.ALL,
                List.of(),
                Optional.empty(),
                JsonObject.empty(),
                folder.resolve("config.yaml") + ":1");
    }

    public static ExperimentRow defined(long id) {
        return row(id, Optional.empty());
    }

    private static ExperimentRow row(long id, Optional<AttemptRow> latest) {
        var experiment = experiment(Path.of("/exp"), "lang/run-" + id, List.of("main.sh"));
        return new ExperimentRow(id, experiment, T0, latest, Optional.empty(), Labels.NONE);
    }

    /** A row whose first attempt on {@code cluster} saw these events. */
    public static ExperimentRow after(long id, String cluster, Event... events) {
        var status = AttemptStatus.DEFINED;
        for (var event : events) {
            status = status.after(event);
        }
        return row(id, Optional.of(new AttemptRow(id, 1, cluster, status, Optional.empty(), Optional.empty(), T0)));
    }

    public static ExperimentRow running(long id, String cluster) {
        return after(id, cluster, submitted(id), started(id));
    }

    public static ExperimentRow ended(long id, String cluster, AttemptState state, String reason) {
        return after(id, cluster, submitted(id), started(id), end(id, state, reason));
    }

    public static AttemptKey key(long id) {
        return new AttemptKey(HOME, id, 1);
    }

    public static Event submitted(long id) {
        return new Event.Submitted(key(id), T0.plusSeconds(1));
    }

    public static Event started(long id) {
        return new Event.Started(key(id), T0.plusSeconds(5), "node1", Optional.of("77_" + id));
    }

    public static Event end(long id, AttemptState state, String reason) {
        return new Event.Ended(
                key(id),
                T0.plusSeconds(12),
                state,
                state == AttemptState.FINISHED ? Optional.of(0) : Optional.of(3),
                reason,
                "exit file");
    }

    public static ExperimentReport report(ExperimentRow row, MetricSummary... metrics) {
        return new ExperimentReport(row, List.of(metrics));
    }

    public static MetricSummary metric(String name, double last, double min, double max) {
        return new MetricSummary(name, last, Optional.of(min), Optional.of(max), 4, 5);
    }
}
