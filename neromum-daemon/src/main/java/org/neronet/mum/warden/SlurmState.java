package org.neronet.mum.warden;

import java.util.Map;
import java.util.Optional;
import org.neronet.common.experiment.AttemptState;
import org.neronet.mum.warden.JobReport.Phase;

/** What a state word of Slurm means to mum; a word that no one knows is taken as still running, never as an end. */
record SlurmState(Phase phase, Optional<AttemptState> end) {
    private static final SlurmState PENDING = new SlurmState(Phase.PENDING, Optional.empty());
    private static final SlurmState RUNNING = new SlurmState(Phase.RUNNING, Optional.empty());
    private static final Map<String, SlurmState> WORDS = Map.ofEntries(
            Map.entry("PENDING", PENDING),
            Map.entry("CONFIGURING", PENDING),
            Map.entry("REQUEUED", PENDING),
            Map.entry("REQUEUE_HOLD", PENDING),
            Map.entry("REQUEUE_FED", PENDING),
            Map.entry("RESV_DEL_HOLD", PENDING),
            Map.entry("SPECIAL_EXIT", PENDING),
            Map.entry("COMPLETED", ended(AttemptState.FINISHED)),
            Map.entry("FAILED", ended(AttemptState.FAILED)),
            Map.entry("LAUNCH_FAILED", ended(AttemptState.FAILED)),
            Map.entry("CANCELLED", ended(AttemptState.TERMINATED)),
            Map.entry("TIMEOUT", ended(AttemptState.TIMED_OUT)),
            Map.entry("DEADLINE", ended(AttemptState.TIMED_OUT)),
            Map.entry("OUT_OF_MEMORY", ended(AttemptState.OUT_OF_MEMORY)),
            Map.entry("NODE_FAIL", ended(AttemptState.NODE_FAILED)),
            Map.entry("BOOT_FAIL", ended(AttemptState.NODE_FAILED)),
            Map.entry("PREEMPTED", ended(AttemptState.PREEMPTED)),
            Map.entry("REVOKED", ended(AttemptState.LOST)));

    /** @param words such as {@code CANCELLED by 1000}, of which the first counts */
    static SlurmState of(String words) {
        return WORDS.getOrDefault(words.strip().split("[ +]", 2)[0], RUNNING);
    }

    private static SlurmState ended(AttemptState end) {
        return new SlurmState(Phase.ENDED, Optional.of(end));
    }
}
