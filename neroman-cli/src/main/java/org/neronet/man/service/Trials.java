package org.neronet.man.service;

import java.time.Duration;
import java.util.List;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.Trial;

/** Asks clusters what their schedulers would say. */
final class Trials {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Trials() {}

    /** For each batch of a preview; a cluster without a scheduler that can be asked says so by {@link Trial#known}. */
    static List<Trial> of(SubmitPreview preview, Mums mums) {
        if (preview.place().group()) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "--test-only asks one cluster, and '" + preview.place().name() + "' is a group",
                    "name one of " + String.join(", ", preview.place().members()));
        }
        var plans = preview.batches().stream()
                .flatMap(batch -> batch.first().stream())
                .toList();
        return plans.isEmpty() ? List.of() : of(plans, mums.line(preview.place().name()));
    }

    /** For each plan, without its files, which no scheduler looks at. */
    static List<Trial> of(List<AttemptPlan> plans, MumLine mum) {
        var json = plans.stream()
                .map(plan -> plan.toJson().with("code", List.of()))
                .toList();
        return mum.call(Call.TRY, JsonObject.of("plans", json), PATIENCE).objects("answers", Trial::fromJson);
    }
}
