package org.neronet.mum.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.experiment.AttemptPlan;

/**
 * Lets the plans of one sweep share their equal parts, so that a thousand experiments of one folder hold its file list
 * once. Owned by the ledger's thread.
 */
final class SharedParts {
    private final Map<Object, Object> parts = new HashMap<>();

    /** Lets later plans share the parts of those that are known. */
    void learn(List<Attempt> known) {
        known.forEach(attempt -> share(attempt.plan()));
    }

    AttemptPlan share(AttemptPlan plan) {
        return new AttemptPlan(
                plan.key(),
                plan.name(),
                plan.argv(),
                one(plan.environment()),
                one(plan.setup()),
                one(plan.code()),
                one(plan.resources()),
                one(plan.sbatchArgs()),
                one(plan.outputs()),
                one(plan.metrics()),
                plan.resultBytes(),
                one(plan.resultsExclude()),
                plan.workdir(),
                plan.priority(),
                plan.retries(),
                one(plan.watch()));
    }

    @SuppressWarnings("unchecked") // An equal part has the same type.
    private <T> T one(T part) {
        return (T) parts.computeIfAbsent(part, same -> same);
    }
}
