package org.neronet.man.spec;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.disk.Sha256;
import org.neronet.common.experiment.Resources;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;

/** The stable JSON form of an experiment, in the history and under its digest. */
final class ExperimentJson {
    private static final JsonObject LATER = JsonObject.of("priority", 0)
            .with("retries", 0)
            .with("exclude", List.of())
            .with("results_exclude", List.of())
            .with("results_bytes", Results.ALL.maxBytes());

    private ExperimentJson() {}

    static JsonObject write(Experiment experiment) {
        var run = experiment.run();
        return JsonObject.of("name", experiment.name())
                .with("collection", experiment.collection())
                .with("folder", experiment.folder().toString())
                .with("parameters", parameters(experiment.parameters()))
                .with("argv", run.argv())
                .with("environment", JsonObject.ofMap(run.environment()))
                .with("setup", run.setup())
                .with("resources", run.resources().toJson())
                .with("sbatch_args", run.sbatchArgs())
                .with("workdir", run.workdir())
                .with("priority", run.priority())
                .with("retries", run.retries())
                .with("required_files", experiment.code().required())
                .with("exclude", experiment.code().exclude())
                .with("main_code_file", experiment.code().mainFile())
                .with("outputs", experiment.results().include())
                .with("results_exclude", experiment.results().exclude())
                .with("results_bytes", experiment.results().maxBytes())
                .with("metrics", experiment.metrics())
                .with("custom_msg", experiment.customMsg())
                .with("kept", experiment.kept())
                .with("source", experiment.source());
    }

    /** Keys that came later may be missing in an older history. */
    static Experiment read(JsonObject json) {
        return new Experiment(
                json.string("name"),
                json.optionalString("collection"),
                Path.of(json.string("folder")),
                values(json.object("parameters")),
                run(json),
                new Code(
                        json.strings("required_files"),
                        strings(json, "exclude"),
                        json.optionalString("main_code_file")),
                new Results(
                        json.strings("outputs"),
                        strings(json, "results_exclude"),
                        json.has("results_bytes") ? json.integer("results_bytes") : Results.ALL.maxBytes()),
                json.strings("metrics"),
                json.optionalString("custom_msg"),
                json.object("kept"),
                json.string("source"));
    }

    private static Run run(JsonObject json) {
        return new Run(
                json.strings("argv"),
                json.stringMap("environment"),
                json.strings("setup"),
                Resources.fromJson(json.object("resources")),
                json.strings("sbatch_args"),
                json.optionalString("workdir"),
                json.has("priority") ? (int) json.integer("priority") : 0,
                json.has("retries") ? (int) json.integer("retries") : 0);
    }

    private static List<String> strings(JsonObject json, String key) {
        return json.has(key) ? json.strings(key) : List.of();
    }

    static String digest(Experiment experiment) {
        var fields = new LinkedHashMap<>(write(experiment).asMap());
        fields.remove("source");
        // What came later does not count as long as it is not used, so that older experiments stay the same.
        LATER.asMap().forEach(fields::remove);
        return Sha256.of(Json.write(fields).getBytes(StandardCharsets.UTF_8));
    }

    static String identity(Experiment experiment, String code) {
        var identity = JsonObject.of("code", code)
                .with("argv", experiment.run().argv())
                .with("environment", JsonObject.ofMap(experiment.run().environment()))
                .with("parameters", parameters(experiment.parameters()));
        return Sha256.of(identity.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject parameters(Map<String, Object> values) {
        var json = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> json.put(name, encoded(value)));
        return JsonObject.ofMap(json);
    }

    /** JSON has no way to keep long integers and NaN apart from floats and strings. */
    private static Object encoded(Object value) {
        if (value instanceof BigInteger) {
            return JsonObject.of("integer", value.toString());
        }
        boolean special = value instanceof Double number && !Double.isFinite(number);
        return special ? JsonObject.of("number", value.toString()) : value;
    }

    private static Map<String, Object> values(JsonObject json) {
        var values = new LinkedHashMap<String, Object>();
        json.asMap().forEach((name, value) -> values.put(name, decoded(value)));
        return values;
    }

    private static Object decoded(Object value) {
        if (value instanceof JsonObject object) {
            return object.has("integer") ? new BigInteger(object.string("integer")) : (Object) object.number("number");
        }
        return value;
    }
}
