package org.neronet.common.batch;

import java.util.List;
import java.util.Map;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Resources;
import org.neronet.common.json.Json;

/** Plans for tests, with nothing said but the words given. */
final class Plans {
    private Plans() {}

    static AttemptPlan of(String... argv) {
        return plan(List.of(argv), Map.of(), List.of(), Resources.DEFAULT, List.of());
    }

    static AttemptPlan with(Resources resources, String... sbatchArgs) {
        return plan(List.of("true"), Map.of(), List.of(), resources, List.of(sbatchArgs));
    }

    static AttemptPlan with(Map<String, String> environment, String... setup) {
        return plan(List.of("true"), environment, List.of(setup), Resources.DEFAULT, List.of());
    }

    /** The plan with what the user wrote to have it watched. */
    static AttemptPlan watched(AttemptPlan plan, String watch) {
        return AttemptPlan.fromJson(
                Json.parseObject(plan.toJson().with("watch", Json.parse(watch)).toString()));
    }

    private static AttemptPlan plan(
            List<String> argv,
            Map<String, String> environment,
            List<String> setup,
            Resources resources,
            List<String> sbatchArgs) {
        return new AttemptPlan(
                new AttemptKey("0123456789abcdef0123456789abcdef", 1, 1),
                "lang/it's",
                argv,
                environment,
                setup,
                List.of(),
                resources,
                sbatchArgs,
                List.of(),
                List.of("loss"),
                AttemptPlan.DEFAULT_RESULT_BYTES);
    }
}
