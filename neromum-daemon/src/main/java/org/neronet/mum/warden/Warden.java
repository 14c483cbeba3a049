package org.neronet.mum.warden;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.ClusterNodes;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.Trial;

/**
 * A kind of scheduler; found by {@code ServiceLoader}, so stateless and with a public constructor without arguments. A
 * new one is one class (with its {@link Queue}) and inherits {@code WardenContract}.
 */
public interface Warden {
    /** The word in {@code type:} of clusters.yaml, such as {@code slurm}. */
    String type();

    /** What neroman and the daemon are told it by: the type, and behind a colon the name of one queue of that type. */
    default String word() {
        return type();
    }

    /**
     * The same kind of scheduler for one of several queues.
     *
     * @throws NeronetException (usage) where there is only one, or for a name that cannot be
     */
    default Warden named(String queue) {
        throw new NeronetException(ExitCode.USAGE, "a cluster of type " + type() + " has no queue: '" + queue + "'");
    }

    /**
     * Names the queue that mum's state belongs to, such as {@code slurm-triton} or {@code direct-node7}: letters,
     * digits, dots and dashes.
     *
     * @throws NeronetException (scheduler) when its programs are missing or do not answer
     */
    String queueName(WardenTools tools) throws IOException, InterruptedException;

    /** Opens that queue for work. */
    Queue open(WardenTools tools) throws IOException, InterruptedException;

    /** How many experiments run at once under these settings; empty where that is the scheduler's to say. Pure. */
    default Optional<Integer> slots(ClusterSettings settings) {
        return Optional.empty();
    }

    /**
     * What the cluster is made of and how busy it is, asked at once, on the caller's thread.
     *
     * @throws org.neronet.common.fault.NeronetException (scheduler) when the scheduler does not answer
     */
    default ClusterNodes nodes(WardenTools tools) throws IOException, InterruptedException {
        return new ClusterNodes(List.of(), List.of(), List.of());
    }

    /** What the scheduler would say to an experiment; it is asked at once, on the caller's thread, and nothing is sent. */
    default Trial trial(AttemptPlan plan, WardenTools tools) throws IOException, InterruptedException {
        return unfit(plan, tools.settings(), tools.environment())
                .map(reason -> new Trial(true, false, "it " + reason))
                .orElse(Trial.UNKNOWN);
    }

    /**
     * Why an experiment can never run here under these settings, with numbers, such as {@code needs 4 GPUs, and …};
     * empty when it may, or where that is the scheduler's to say.
     *
     * @param environment of the login session
     */
    default Optional<String> unfit(AttemptPlan plan, ClusterSettings settings, Map<String, String> environment) {
        return Optional.empty();
    }
}
