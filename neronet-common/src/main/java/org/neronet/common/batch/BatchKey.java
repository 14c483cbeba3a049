package org.neronet.common.batch;

import java.util.List;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Resources;

/** Attempts with equal keys may share one call: same priority, same needs, same words for the scheduler, same setup, same home. */
public record BatchKey(int priority, Resources resources, List<String> sbatchArgs, List<String> setup, String home) {
    public static BatchKey of(AttemptPlan plan) {
        return new BatchKey(
                plan.priority(),
                plan.resources(),
                plan.sbatchArgs(),
                plan.setup(),
                plan.key().home());
    }
}
