package org.neronet.man.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;

/** Asks clusters for the end of experiments. */
final class Terminator {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Workspace workspace;
    private final History history;
    private final Mums mums;

    Terminator(Workspace workspace, History history, Mums mums) {
        this.workspace = workspace;
        this.history = history;
        this.mums = mums;
    }

    TerminateOutcome terminate(List<ExperimentRow> rows) {
        var outcome = new TerminateOutcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var live = new TreeMap<String, List<AttemptRow>>();
        for (var row : rows) {
            if (row.latest().isEmpty()) {
                outcome.never().add(row.id());
            } else if (row.latest().get().isLive()) {
                var attempt = row.latest().get();
                live.computeIfAbsent(attempt.cluster(), name -> new ArrayList<>())
                        .add(attempt);
            } else {
                outcome.ended().add(row.id());
            }
        }
        live.forEach((cluster, attempts) -> terminate(cluster, attempts, outcome));
        return outcome;
    }

    private void terminate(String cluster, List<AttemptRow> attempts, TerminateOutcome outcome) {
        var keys = attempts.stream().map(this::key).map(AttemptKey::toJson).toList();
        var reply = mums.line(cluster).call(Call.TERMINATE, JsonObject.of("keys", keys), PATIENCE);
        var asked = keys(reply, "asked");
        var ended = keys(reply, "ended");
        for (var attempt : attempts) {
            if (asked.contains(key(attempt))) {
                outcome.asked().add(attempt.id());
            } else if (ended.contains(key(attempt))) {
                outcome.ended().add(attempt.id());
            } else if (attempt.isSending()) {
                withdraw(attempt);
                outcome.asked().add(attempt.id());
            } else {
                giveUp(attempt);
                outcome.unknown().add(attempt.id());
            }
        }
        try {
            mums.sync(cluster, Duration.ZERO);
        } catch (NeronetException e) {
            workspace.notices().accept("asked, but the state on " + cluster + " could not be read: " + e.getMessage());
        }
    }

    /** Mum never had it: its sending was cut off, and now it is not sent any more. */
    private void withdraw(AttemptRow attempt) {
        end(attempt, AttemptState.TERMINATED, "terminated before it reached " + attempt.cluster());
    }

    /** Mum had it and knows nothing of it any more: nobody will ever tell of its end, and the user wants it over. */
    private void giveUp(AttemptRow attempt) {
        end(
                attempt,
                AttemptState.LOST,
                "neromum on " + attempt.cluster() + " does not know it any more: her folder was deleted, or the name"
                        + " leads to another cluster now");
    }

    private void end(AttemptRow attempt, AttemptState state, String reason) {
        var ended = new Event.Ended(
                key(attempt), workspace.clock().instant(), state, Optional.empty(), reason, "mum does not know it");
        history.record(List.of(ended));
    }

    private Set<AttemptKey> keys(JsonObject reply, String field) {
        return new HashSet<>(reply.objects(field, AttemptKey::fromJson));
    }

    private AttemptKey key(AttemptRow attempt) {
        return new AttemptKey(workspace.home().homeId(), attempt.id(), attempt.attempt());
    }
}
