package org.neronet.common.batch;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Resources;

/** Attempts with equal keys may share one call: same priority, needs, words for the scheduler, setup, home, warning. */
public record BatchKey(
        int priority,
        Resources resources,
        List<String> sbatchArgs,
        List<String> setup,
        String home,
        Optional<LimitWarning> warning) {
    /** Which attempts go first: those with higher priorities; equal ones as they stand. */
    public static final Comparator<AttemptPlan> ORDER =
            Comparator.comparingInt(AttemptPlan::priority).reversed();

    public static BatchKey of(AttemptPlan plan) {
        return new BatchKey(
                plan.priority(),
                plan.resources(),
                plan.sbatchArgs(),
                plan.setup(),
                plan.key().home(),
                LimitWarning.of(plan));
    }
}
