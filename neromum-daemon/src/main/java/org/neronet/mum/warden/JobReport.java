package org.neronet.mum.warden;

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
 */
public record JobReport(
        Phase phase,
        Optional<AttemptState> end,
        Optional<String> jobId,
        Optional<String> node,
        Optional<Integer> exitCode,
        Optional<Integer> signal,
        String words) {
    /** How the words begin when it cannot start before somebody does something. */
    public static final String HELD = "cannot start: ";

    /** Where it is in its life. */
    public enum Phase {
        PENDING,
        RUNNING,
        ENDED
    }

    /** Why it cannot start, when it is the user who must do something. */
    public Optional<String> held() {
        return Optional.of(words).filter(text -> phase == Phase.PENDING && text.startsWith(HELD));
    }
}
