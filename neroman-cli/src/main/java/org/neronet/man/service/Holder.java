package org.neronet.man.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.ExperimentRow;

/** Asks clusters to keep experiments from starting, or to let them go. */
final class Holder {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Workspace workspace;
    private final Mums mums;

    Holder(Workspace workspace, Mums mums) {
        this.workspace = workspace;
        this.mums = mums;
    }

    /** @param call {@link Call#HOLD} or {@link Call#RELEASE} */
    HoldOutcome ask(Call call, List<ExperimentRow> rows) {
        var outcome = HoldOutcome.empty();
        var live = new TreeMap<String, List<AttemptRow>>();
        for (var row : rows) {
            if (row.latest().isEmpty()) {
                outcome.never().add(row.id());
            } else if (row.latest().get().isLive()) {
                live.computeIfAbsent(row.latest().get().cluster(), name -> new ArrayList<>())
                        .add(row.latest().get());
            } else {
                outcome.ended().add(row.id());
            }
        }
        live.forEach((cluster, attempts) -> ask(call, cluster, attempts, outcome));
        return outcome;
    }

    private void ask(Call call, String cluster, List<AttemptRow> attempts, HoldOutcome outcome) {
        var keys = attempts.stream().map(this::key).map(AttemptKey::toJson).toList();
        var reply = mums.line(cluster).call(call, JsonObject.of("keys", keys), PATIENCE);
        var lists = lists(reply, outcome);
        attempts.forEach(
                attempt -> lists.getOrDefault(key(attempt), outcome.unknown()).add(attempt.id()));
        try {
            mums.sync(cluster, Duration.ZERO);
        } catch (NeronetException e) {
            workspace.notices().accept("asked, but the state on " + cluster + " could not be read: " + e.getMessage());
        }
    }

    private static Map<AttemptKey, List<Long>> lists(JsonObject reply, HoldOutcome outcome) {
        var lists = new HashMap<AttemptKey, List<Long>>();
        Map.of(
                        "asked", outcome.asked(),
                        "already", outcome.already(),
                        "running", outcome.running(),
                        "ended", outcome.ended())
                .forEach((field, list) ->
                        reply.objects(field, AttemptKey::fromJson).forEach(key -> lists.put(key, list)));
        return lists;
    }

    private AttemptKey key(AttemptRow attempt) {
        return new AttemptKey(workspace.home().homeId(), attempt.id(), attempt.attempt());
    }
}
