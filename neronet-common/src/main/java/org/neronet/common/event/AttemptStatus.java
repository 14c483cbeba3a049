package org.neronet.common.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.HoldAsked;
import org.neronet.common.event.Event.Progress;
import org.neronet.common.event.Event.Queued;
import org.neronet.common.event.Event.ReleaseAsked;
import org.neronet.common.event.Event.Released;
import org.neronet.common.event.Event.RuleFired;
import org.neronet.common.event.Event.Started;
import org.neronet.common.event.Event.SubmitUnknown;
import org.neronet.common.event.Event.Submitted;
import org.neronet.common.event.Event.TerminationAsked;
import org.neronet.common.event.Event.Waits;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.experiment.AttemptState;

/**
 * Where an attempt stands: the pure fold of its events. An end is never left again, states never go back, and late or
 * doubled events do no harm.
 *
 * @param stopReason why a rule ends it, from when the rule applied
 * @param done how far the program says it is, of {@code total}
 * @param expectedAt when the scheduler expects to start it, while it waits
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
        Optional<Instant> endedAt,
        Optional<String> stopReason,
        Optional<Long> done,
        Optional<Long> total,
        Hold hold,
        Optional<Instant> expectedAt) {
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
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Hold.NONE,
            Optional.empty());

    public AttemptStatus {
        warnings = List.copyOf(warnings);
    }

    /** The status after one more event. */
    public AttemptStatus after(Event event) {
        if (event instanceof Warned e) {
            return warned(e.text());
        }
        if (state.isEnd()) {
            return this;
        }
        if (event instanceof Submitted e) {
            return state == AttemptState.DEFINED ? submitted(e) : this;
        } else if (event instanceof Queued e) {
            return queued(e);
        } else if (event instanceof SubmitUnknown e) {
            return state == AttemptState.RUNNING ? this : unknown(e);
        } else if (event instanceof Started e) {
            return started(e);
        } else if (event instanceof Progress e) {
            return progressed(e);
        } else if (event instanceof RuleFired e) {
            return fired(e);
        } else if (event instanceof TerminationAsked) {
            return with(next -> next.terminationAsked = true);
        }
        return event instanceof Ended e ? ended(e) : waiting(event);
    }

    /** What happens only before the start. */
    private AttemptStatus waiting(Event event) {
        if (state == AttemptState.RUNNING) {
            return this;
        } else if (event instanceof HoldAsked) {
            return held(Hold.HELD);
        } else if (event instanceof ReleaseAsked) {
            return hold == Hold.HELD ? held(Hold.RELEASING) : this;
        } else if (event instanceof Released) {
            return hold == Hold.RELEASING ? held(Hold.NONE) : this;
        }
        return event instanceof Waits e && state == AttemptState.QUEUED && hold == Hold.NONE ? waits(e) : this;
    }

    private AttemptStatus held(Hold hold) {
        return with(next -> {
            next.hold = hold;
            next.reason = hold.reason();
            next.expectedAt = Optional.empty();
        });
    }

    private AttemptStatus waits(Waits e) {
        return with(next -> {
            next.reason = Optional.of(e.reason()).filter(text -> !text.isBlank());
            next.expectedAt = e.expectedAt();
        });
    }

    private AttemptStatus warned(String text) {
        return warnings.contains(text) ? this : with(next -> next.warnings.add(text));
    }

    private AttemptStatus submitted(Submitted e) {
        return with(next -> {
            next.state = AttemptState.SUBMITTED;
            next.submittedAt = Optional.of(e.at());
        });
    }

    /** One that is sent again may have been taken twice, and the one that runs has told its number. */
    private AttemptStatus queued(Queued e) {
        boolean runs = state == AttemptState.RUNNING;
        return with(next -> {
            next.state = runs ? state : AttemptState.QUEUED;
            next.reason = hold.reason();
            next.expectedAt = Optional.empty();
            next.jobId = runs ? jobId.or(e::jobId) : e.jobId().or(() -> jobId);
        });
    }

    /** A number that it had is no longer its own. */
    private AttemptStatus unknown(SubmitUnknown e) {
        return with(next -> {
            next.reason = Optional.of(e.reason());
            next.jobId = Optional.empty();
        });
    }

    private AttemptStatus started(Started e) {
        if (state == AttemptState.RUNNING) {
            return with(next -> next.jobId = jobId.or(e::jobId));
        }
        return with(next -> {
            next.state = AttemptState.RUNNING;
            next.reason = Optional.empty();
            next.hold = Hold.NONE;
            next.expectedAt = Optional.empty();
            next.jobId = e.jobId().or(() -> jobId);
            next.node = Optional.of(e.node());
            next.startedAt = Optional.of(e.at());
        });
    }

    private AttemptStatus progressed(Progress e) {
        return with(next -> {
            next.done = Optional.of(e.done());
            next.total = Optional.of(e.total());
        });
    }

    /** The first rule that ends it is the reason; the others are news. */
    private AttemptStatus fired(RuleFired e) {
        return e.ends()
                ? with(next -> next.stopReason = stopReason.or(() -> Optional.of(e.reason())))
                : warned(e.rule() + ": " + e.reason());
    }

    private AttemptStatus ended(Ended e) {
        return with(next -> {
            next.state = e.state();
            next.reason = Optional.of(e.reason());
            next.evidence = Optional.of(e.evidence());
            next.exitCode = e.exitCode();
            next.endedAt = Optional.of(e.at());
            next.hold = Hold.NONE;
            next.expectedAt = Optional.empty();
        });
    }

    private AttemptStatus with(Consumer<Next> change) {
        var next = new Next(this);
        change.accept(next);
        return next.status();
    }

    /** A status while it is being changed. */
    private static final class Next {
        private final AttemptStatus before;
        private final List<String> warnings;
        private AttemptState state;
        private Optional<String> reason;
        private Optional<String> evidence;
        private Optional<String> jobId;
        private Optional<String> node;
        private Optional<Integer> exitCode;
        private boolean terminationAsked;
        private Optional<Instant> submittedAt;
        private Optional<Instant> startedAt;
        private Optional<Instant> endedAt;
        private Optional<String> stopReason;
        private Optional<Long> done;
        private Optional<Long> total;
        private Hold hold;
        private Optional<Instant> expectedAt;

        Next(AttemptStatus before) {
            this.before = before;
            warnings = new ArrayList<>(before.warnings);
            state = before.state;
            reason = before.reason;
            evidence = before.evidence;
            jobId = before.jobId;
            node = before.node;
            exitCode = before.exitCode;
            terminationAsked = before.terminationAsked;
            submittedAt = before.submittedAt;
            startedAt = before.startedAt;
            endedAt = before.endedAt;
            stopReason = before.stopReason;
            done = before.done;
            total = before.total;
            hold = before.hold;
            expectedAt = before.expectedAt;
        }

        AttemptStatus status() {
            return new AttemptStatus(
                    state,
                    reason,
                    evidence,
                    jobId,
                    node,
                    exitCode,
                    terminationAsked,
                    warnings.equals(before.warnings) ? before.warnings : warnings,
                    submittedAt,
                    startedAt,
                    endedAt,
                    stopReason,
                    done,
                    total,
                    hold,
                    expectedAt);
        }
    }
}
