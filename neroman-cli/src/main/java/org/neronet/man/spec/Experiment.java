package org.neronet.man.spec;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.json.JsonObject;

/**
 * One variation that can be run: everything that {@code config.yaml} says about it, at one point of its grid.
 *
 * @param name such as {@code lang/deep_layers-8}; unique in its file
 * @param folder the experiment folder, absolute
 * @param parameters in file order; values are Long, BigInteger, Double, String, Boolean or null, as YAML reads them
 * @param metrics declared metric names; empty means automatic
 * @param kept keys of the original that later versions act on, such as {@code conditions}, as written
 * @param source {@code file:line} of its block
 */
public record Experiment(
        String name,
        Optional<String> collection,
        Path folder,
        Map<String, Object> parameters,
        Run run,
        Code code,
        Results results,
        List<String> metrics,
        Optional<String> customMsg,
        JsonObject kept,
        String source) {
    public Experiment {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        metrics = List.copyOf(metrics);
    }

    /** The file of its folder that describes it. */
    public String specFile() {
        return source.substring(source.lastIndexOf('/') + 1).replaceFirst(":\\d+$", "");
    }

    /** The name without its collection, as results folders carry it. */
    public String lastPartOfName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** SHA-256 of everything that is said of it; where it stands in the file does not count. */
    public String digest() {
        return ExperimentJson.digest(this);
    }

    /**
     * SHA-256 of what makes it this experiment: code, command with its variables, parameters.
     *
     * @param code digest of the files it is sent with
     */
    public String identity(String code) {
        return ExperimentJson.identity(this, code);
    }

    /** What is wrong with a name for an experiment, its collection not counted. */
    public static Optional<String> nameFault(String name) {
        return SpecKeys.nameFault("an experiment", name);
    }

    /** The same under another name. */
    public Experiment named(String other) {
        return new Experiment(
                other, collection, folder, parameters, run, code, results, metrics, customMsg, kept, source);
    }

    public JsonObject toJson() {
        return ExperimentJson.write(this);
    }

    public static Experiment fromJson(JsonObject json) {
        return ExperimentJson.read(json);
    }
}
