package org.neronet.common.batch;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.json.JsonObject;

/** An attempt's parameters, as the program finds them in the file {@code $NERONET_PARAMS}: one JSON object. */
public record ProgramParameters(JsonObject values) {
    /** Where a plan's {@link AttemptPlan#watch} holds them. */
    public static final String KEY = "parameters";

    private static final String SEED = "seed";

    /** Those of a plan; none in a plan that was kept before they travelled. */
    public static ProgramParameters of(AttemptPlan plan) {
        return new ProgramParameters(plan.watch().optionalObject(KEY).orElse(JsonObject.empty()));
    }

    /** What is left for the watcher, who needs no parameters. */
    public static JsonObject without(JsonObject watch) {
        var rest = new LinkedHashMap<>(watch.asMap());
        rest.remove(KEY);
        return JsonObject.ofMap(rest);
    }

    /** The parameter called {@code seed}, when it is a number or a text. */
    public Optional<String> seed() {
        return Optional.ofNullable(values.asMap().get(SEED))
                .filter(seed -> seed instanceof Number || seed instanceof String)
                .map(Object::toString);
    }

    /** The file's text, with a line break at its end. */
    public String file() {
        return values + "\n";
    }
}
