package org.neronet.common.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.json.JsonObject;

/** Something that happened to one attempt. State is a pure fold of these; they are never changed or taken back. */
public sealed interface Event {
    AttemptKey key();

    /** When it happened, by the clock of whoever saw it. */
    Instant at();

    /** Mum has the plan on disk and will see it through. */
    record Submitted(AttemptKey key, Instant at) implements Event {}

    /** The scheduler has it, as {@code jobId} (what {@code sacct -j} takes); empty in mum's own queue. */
    record Queued(AttemptKey key, Instant at, Optional<String> jobId) implements Event {}

    /** Mum could not learn whether the scheduler has it, and looks for it or sends it again; a job id is no longer its own. */
    record SubmitUnknown(AttemptKey key, Instant at, String reason) implements Event {}

    /** The user's program was started on {@code node}. */
    record Started(AttemptKey key, Instant at, String node, Optional<String> jobId) implements Event {}

    /** What the kid found around it: host, CPUs, memory, GPUs, versions. */
    record Environment(AttemptKey key, Instant at, JsonObject facts) implements Event {}

    /** Values read from one source, in reading order. */
    record Metrics(AttemptKey key, Instant at, MetricSource source, List<MetricSample> samples) implements Event {
        public Metrics {
            samples = List.copyOf(samples);
        }
    }

    /**
     * How far the program says it is; only the last one counts.
     *
     * @param done 0 to {@code total}
     * @param total at least 1
     */
    record Progress(AttemptKey key, Instant at, long done, long total) implements Event {}

    /**
     * A rule of the user applied.
     *
     * @param rule what she calls it: the name of a condition, or the rule as she wrote it
     * @param action {@code warn}, {@code stop}, {@code kill} or {@code notify}; the attempt is ended by stop and kill
     * @param reason with numbers, such as {@code val_loss 0.431 no improvement for 10 values (best 0.398 at 12)}
     */
    record RuleFired(AttemptKey key, Instant at, String rule, String action, String reason) implements Event {
        /** Whether the attempt ends by it. */
        public boolean ends() {
            return action.equals("stop") || action.equals("kill");
        }
    }

    /** Something the user should know that does not end the attempt. */
    record Warned(AttemptKey key, Instant at, String text) implements Event {}

    /** The user asked for its end. */
    record TerminationAsked(AttemptKey key, Instant at) implements Event {}

    /** The user wants it not to start before she releases it. */
    record HoldAsked(AttemptKey key, Instant at) implements Event {}

    /** The user no longer keeps it from starting. */
    record ReleaseAsked(AttemptKey key, Instant at) implements Event {}

    /** Nothing of the user's keeps it from starting any more, the scheduler's queue included. */
    record Released(AttemptKey key, Instant at) implements Event {}

    /**
     * Why it does not start yet, in the scheduler's words.
     *
     * @param reason such as {@code Priority}; blank when there is none
     * @param expectedAt when the scheduler expects to start it
     */
    record Waits(AttemptKey key, Instant at, String reason, Optional<Instant> expectedAt) implements Event {}

    /** Its results were put into a folder of the user's machine; only neroman knows. */
    record Fetched(AttemptKey key, Instant at, String folder) implements Event {}

    /**
     * It ended, or it never began.
     *
     * @param state one of the end states
     * @param exitCode the program's own, when it is known
     * @param reason one line for people, such as {@code exit 3}
     * @param evidence what says so, such as {@code exit file} or {@code sacct: TIMEOUT}
     */
    record Ended(
            AttemptKey key, Instant at, AttemptState state, Optional<Integer> exitCode, String reason, String evidence)
            implements Event {
        public Ended {
            if (!state.isEnd()) {
                throw new IllegalArgumentException(state + " is not an end");
            }
        }
    }
}
