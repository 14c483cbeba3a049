package org.neronet.common.rule;

/**
 * Ends what is worse than its siblings; judged in neromum, who knows them all.
 *
 * @param asha successive halving, else the median rule
 * @param startup how many siblings must have ended before the median rule judges (Optuna's n_startup_trials, 5)
 * @param fewest how many siblings must have a value at the step (Optuna's n_min_trials, 1)
 * @param grace the first rung of ASHA, or steps before which the median rule does not judge (Optuna's n_warmup_steps, 0)
 * @param eta of so many one goes on
 */
public record Prune(Basics basics, boolean asha, Goal goal, int startup, int fewest, double grace, int eta)
        implements Rule {
    /** Nothing to judge where the siblings are not known. */
    @Override
    public Judge judge() {
        return new Judge() {};
    }
}
