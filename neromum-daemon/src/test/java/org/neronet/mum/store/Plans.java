package org.neronet.mum.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Resources;
import org.neronet.common.json.Json;

/** Plans to try things with; each declares the metrics {@code loss} and {@code acc}. */
public final class Plans {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    public static final String HOME = "0123456789abcdef0123456789abcdef";

    private Plans() {}

    public static AttemptKey key(long id) {
        return new AttemptKey(HOME, id, 1);
    }

    public static AttemptPlan plan(long id) {
        return plan(key(id), Resources.DEFAULT, List.of(), List.of());
    }

    public static AttemptPlan plan(AttemptKey key, Resources resources, List<String> sbatchArgs, List<String> setup) {
        return plan(key, resources, sbatchArgs, setup, List.of("loss", "acc"));
    }

    public static AttemptPlan declaring(long id, List<String> metrics) {
        return plan(key(id), Resources.DEFAULT, List.of(), List.of(), metrics);
    }

    /** The plan with another value for one of its fields. */
    public static AttemptPlan with(AttemptPlan plan, String field, Object value) {
        return AttemptPlan.fromJson(
                Json.parseObject(plan.toJson().with(field, value).toString()));
    }

    private static AttemptPlan plan(
            AttemptKey key, Resources resources, List<String> sbatchArgs, List<String> setup, List<String> metrics) {
        return new AttemptPlan(
                key,
                "lang/" + key.id(),
                List.of("python3", "main.py"),
                Map.of(),
                setup,
                List.of(),
                resources,
                sbatchArgs,
                List.of(),
                metrics,
                AttemptPlan.DEFAULT_RESULT_BYTES);
    }
}
