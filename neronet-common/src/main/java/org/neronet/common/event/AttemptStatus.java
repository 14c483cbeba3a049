package org.neronet.common.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.Queued;
import org.neronet.common.event.Event.Started;
import org.neronet.common.event.Event.SubmitUnknown;
import org.neronet.common.event.Event.Submitted;
import org.neronet.common.event.Event.TerminationAsked;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.experiment.AttemptState;

/**
 * Where an attempt stands: the pure fold of its events. An end is never left again, states never go back, and late or
 * doubled events do no harm.
 */
public record AttemptStatus(
        AttemptState state,
        Optional<String> reason,
        Optional<String> evidence,
        Optional<String> jobId,
        Optional<String> node,
        Optional<Integer> exitCode,
        boolean terminationAsked,
        List<String> warnings,
        Optional<Instant> submittedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {
    /** Before any event. */
    public static final AttemptStatus DEFINED = new AttemptStatus(
            AttemptState.DEFINED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public AttemptStatus {
        warnings = List.copyOf(warnings);
    }

    /** The status after one more event. */
    public AttemptStatus after(Event event) {
        if (event instanceof Warned e) {
            return warnings.contains(e.text()) ? this : with(state, reason, jobId, plus(e.text()));
        }
        if (state.isEnd()) {
            return this;
        }
        if (event instanceof Submitted e) {
            return state == AttemptState.DEFINED ? submitted(e.at()) : this;
        } else if (event instanceof Queued e) {
            return queued(e);
        } else if (event instanceof SubmitUnknown e) {
            return state == AttemptState.RUNNING ? this : with(state, Optional.of(e.reason()), jobId, warnings);
        } else if (event instanceof Started e) {
            return started(e);
        } else if (event instanceof TerminationAsked) {
            return asked();
        }
        return event instanceof Ended e ? ended(e) : this;
    }

    private AttemptStatus submitted(Instant at) {
        return new AttemptStatus(
                AttemptState.SUBMITTED,
                reason,
                evidence,
                jobId,
                node,
                exitCode,
                terminationAsked,
                warnings,
                Optional.of(at),
                startedAt,
                endedAt);
    }

    private AttemptStatus queued(Queued e) {
        var id = e.jobId().or(() -> jobId);
        var next = state == AttemptState.RUNNING ? state : AttemptState.QUEUED;
        return with(next, Optional.empty(), id, warnings);
    }

    private AttemptStatus started(Started e) {
        if (state == AttemptState.RUNNING) {
            return with(state, reason, jobId.or(e::jobId), warnings);
        }
        return new AttemptStatus(
                AttemptState.RUNNING,
                Optional.empty(),
                evidence,
                e.jobId().or(() -> jobId),
                Optional.of(e.node()),
                exitCode,
                terminationAsked,
                warnings,
                submittedAt,
                Optional.of(e.at()),
                endedAt);
    }

    private AttemptStatus asked() {
        return new AttemptStatus(
                state, reason, evidence, jobId, node, exitCode, true, warnings, submittedAt, startedAt, endedAt);
    }

    private AttemptStatus ended(Ended e) {
        return new AttemptStatus(
                e.state(),
                Optional.of(e.reason()),
                Optional.of(e.evidence()),
                jobId,
                node,
                e.exitCode(),
                terminationAsked,
                warnings,
                submittedAt,
                startedAt,
                Optional.of(e.at()));
    }

    private AttemptStatus with(
            AttemptState state, Optional<String> reason, Optional<String> jobId, List<String> warnings) {
        return new AttemptStatus(
                state,
                reason,
                evidence,
                jobId,
                node,
                exitCode,
                terminationAsked,
                warnings,
                submittedAt,
                startedAt,
                endedAt);
    }

    private List<String> plus(String warning) {
        var all = new ArrayList<>(warnings);
        all.add(warning);
        return all;
    }
}
