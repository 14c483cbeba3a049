package org.neronet.common.batch;

import java.nio.file.Path;
import java.util.Optional;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Resources;

/**
 * What a scheduler is told of a batch.
 *
 * @param token marks it as mum's
 * @param folder of the batch on the cluster
 * @param size how many jobs it holds
 * @param first resources and scheduler words are taken from this plan; they are equal in all
 * @param packing how many experiments each of the jobs holds
 */
public record JobArray(String token, Path folder, int size, AttemptPlan first, Packing packing) {
    /** Jobs of one experiment each. */
    public JobArray(String token, Path folder, int size, AttemptPlan first) {
        this(token, folder, size, first, Packing.NONE);
    }

    /** What each job asks for. */
    public Resources needed() {
        return packing.job(first.resources());
    }

    /** What the scheduler is to warn of: not where experiments share a job, whose limits are not the job's. */
    Optional<LimitWarning> warning() {
        return packing.isPacked() ? Optional.empty() : LimitWarning.of(first);
    }
}
