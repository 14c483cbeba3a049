package org.neronet.mum.warden;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.experiment.Pack;
import org.neronet.common.experiment.Resources;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;

/** Plans for tests, with nothing said but the words given. */
final class Plans {
    private Plans() {}

    static AttemptPlan of(long id, String... argv) {
        return of(id, List.of(argv), Map.of(), List.of(), List.of(), Resources.DEFAULT, List.of());
    }

    static AttemptPlan withCode(CodeFile... code) {
        return of(1, List.of("true"), Map.of(), List.of(), List.of(code), Resources.DEFAULT, List.of());
    }

    static AttemptPlan with(Resources resources, String... sbatchArgs) {
        return of(1, List.of("true"), Map.of(), List.of(), List.of(), resources, List.of(sbatchArgs));
    }

    static AttemptPlan with(Map<String, String> environment, List<String> setup, String... argv) {
        return of(1, List.of(argv), environment, setup, List.of(), Resources.DEFAULT, List.of());
    }

    /** One CPU and the wish to share a job with others. */
    static Resources packed(int members) {
        return new Resources(
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Pack(Optional.of(members), Optional.empty())));
    }

    static AttemptPlan startingIn(String workdir, AttemptPlan plan) {
        return changed(plan, "workdir", workdir);
    }

    static AttemptPlan withParameters(JsonObject parameters, AttemptPlan plan) {
        return changed(plan, "watch", JsonObject.of("parameters", parameters).with("stop", "nan"));
    }

    static AttemptPlan needing(Resources resources, AttemptPlan plan) {
        return changed(plan, "resources", resources.toJson());
    }

    private static AttemptPlan changed(AttemptPlan plan, String key, Object value) {
        return AttemptPlan.fromJson(
                Json.parseObject(plan.toJson().with(key, value).toString()));
    }

    /** The plan with a time limit, seconds, and what the user wrote of it. */
    static AttemptPlan limited(AttemptPlan plan, long seconds, String watch) {
        var json = plan.toJson()
                .with(
                        "resources",
                        new Resources(1, 0, Optional.empty(), Optional.of(Duration.ofSeconds(seconds))).toJson())
                .with("watch", Json.parse(watch));
        return AttemptPlan.fromJson(Json.parseObject(json.toString()));
    }

    private static AttemptPlan of(
            long id,
            List<String> argv,
            Map<String, String> environment,
            List<String> setup,
            List<CodeFile> code,
            Resources resources,
            List<String> sbatchArgs) {
        var key = new AttemptKey("0123456789abcdef0123456789abcdef", id, 1);
        return new AttemptPlan(
                key,
                "lang/it's",
                argv,
                environment,
                setup,
                code,
                resources,
                sbatchArgs,
                List.of(),
                List.of("loss"),
                AttemptPlan.DEFAULT_RESULT_BYTES);
    }
}
