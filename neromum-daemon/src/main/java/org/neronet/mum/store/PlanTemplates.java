package org.neronet.mum.store;

import java.util.List;
import java.util.Map;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;

/** Divides a plan into what it shares with its siblings, the template, and what is its own. */
final class PlanTemplates {
    private static final AttemptKey NOBODY = new AttemptKey("0".repeat(32), 1, 1);

    private PlanTemplates() {}

    /** The plan without its key, name, command and environment; equal for the experiments of one sweep. */
    static AttemptPlan of(AttemptPlan plan) {
        return fill(plan, NOBODY, "", List.of(""), Map.of());
    }

    /** A template with what is a plan's own. */
    static AttemptPlan fill(
            AttemptPlan template, AttemptKey key, String name, List<String> argv, Map<String, String> environment) {
        return new AttemptPlan(
                key,
                name,
                argv,
                environment,
                template.setup(),
                template.code(),
                template.resources(),
                template.sbatchArgs(),
                template.outputs(),
                template.metrics(),
                template.resultBytes(),
                template.resultsExclude(),
                template.workdir(),
                template.priority(),
                template.retries(),
                template.watch());
    }
}
