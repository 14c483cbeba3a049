package org.neronet.common.experiment;

import java.util.List;
import java.util.Optional;
import org.neronet.common.json.JsonObject;

/**
 * How an experiment goes on when an attempt was cut off by no fault of its own. Pure: mum makes the next plan by it, and
 * neroman knows by it what mum made.
 */
public final class Retry {
    private static final String RESUME_COMMAND = "resume_command";
    private static final String CONTINUES = "continues_attempt";

    private Retry() {}

    /**
     * The plan of the attempt that follows one with this end; empty when none does. After preemption and a lost node one
     * follows while {@code retries} are left; after a time-out only where there is a command to go on with, since the same
     * command would take the same time again.
     */
    public static Optional<AttemptPlan> after(AttemptPlan plan, AttemptState end) {
        boolean cutOff = switch (end) {
            case PREEMPTED, NODE_FAILED -> true;
            case TIMED_OUT -> plan.watch().has(RESUME_COMMAND);
            default -> false;
        };
        return cutOff && plan.retries() > 0 ? Optional.of(next(plan)) : Optional.empty();
    }

    /** The same plan for the next attempt, with one retry less. */
    public static AttemptPlan next(AttemptPlan plan) {
        var key = plan.key();
        return new AttemptPlan(
                new AttemptKey(key.home(), key.id(), key.attempt() + 1),
                plan.name(),
                resumeCommand(plan.watch()).orElse(plan.argv()),
                plan.environment(),
                plan.setup(),
                plan.code(),
                plan.resources(),
                plan.sbatchArgs(),
                plan.outputs(),
                plan.metrics(),
                plan.resultBytes(),
                plan.resultsExclude(),
                plan.workdir(),
                plan.priority(),
                Math.max(0, plan.retries() - 1),
                plan.watch().with(CONTINUES, (long) key.attempt()));
    }

    /** A history of the time before it was acted on may hold it as one text; then the command stays the same. */
    private static Optional<List<String>> resumeCommand(JsonObject watch) {
        return watch.asMap().get(RESUME_COMMAND) instanceof List<?>
                ? Optional.of(watch.strings(RESUME_COMMAND)).filter(words -> !words.isEmpty())
                : Optional.empty();
    }

    /** The attempt whose files this plan goes on with; empty for one that the user began. */
    public static Optional<AttemptKey> continued(AttemptPlan plan) {
        var key = plan.key();
        return plan.watch()
                .optionalInteger(CONTINUES)
                .map(attempt -> new AttemptKey(key.home(), key.id(), Math.toIntExact(attempt)));
    }
}
