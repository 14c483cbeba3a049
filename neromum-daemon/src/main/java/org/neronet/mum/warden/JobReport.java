package org.neronet.mum.warden;

import java.time.Instant;
import java.util.Optional;
import org.neronet.common.experiment.AttemptState;

/**
 * What the scheduler says of one job.
 *
 * @param phase PENDING, RUNNING or ENDED (nothing of it runs any more)
 * @param end for ENDED, what the scheduler's word means: finished, failed, timed_out, out_of_memory, node_failed,
 *     preempted, terminated (cancelled) or lost
 * @param jobId such as {@code 123_7}
 * @param words the scheduler's own words, such as {@code sacct: TIMEOUT} or {@code squeue: CANCELLED by 1000}
 * @param waits why and how long a PENDING one waits, where the scheduler says so
 */
public record JobReport(
        Phase phase,
        Optional<AttemptState> end,
        Optional<String> jobId,
        Optional<String> node,
        Optional<Integer> exitCode,
        Optional<Integer> signal,
        String words,
        Optional<Wait> waits) {
    /** How the words begin when it cannot start before somebody does something. */
    public static final String HELD = "cannot start: ";

    /** A report that says nothing of waiting. */
    public JobReport(
            Phase phase,
            Optional<AttemptState> end,
            Optional<String> jobId,
            Optional<String> node,
            Optional<Integer> exitCode,
            Optional<Integer> signal,
            String words) {
        this(phase, end, jobId, node, exitCode, signal, words, Optional.empty());
    }

    /**
     * What a job waits for.
     *
     * @param reason for people; empty when there is none
     * @param expectedAt when the scheduler expects to start it
     */
    public record Wait(String reason, Optional<Instant> expectedAt) {}

    /** Where it is in its life. */
    public enum Phase {
        PENDING,
        RUNNING,
        ENDED
    }

    /** Whether it was cancelled on its node and by no user: so Slurm ends what a node could not launch. */
    public boolean isCancelledByScheduler() {
        return node.isPresent() && words.matches("sacct: CANCELLED( by 0)?,.*");
    }

    /** Why it cannot start, when it is the user who must do something. */
    public Optional<String> held() {
        return Optional.of(words).filter(text -> phase == Phase.PENDING && text.startsWith(HELD));
    }
}
