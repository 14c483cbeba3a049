package org.neronet.common.experiment;

import java.util.List;
import java.util.Map;
import org.neronet.common.json.JsonObject;

/**
 * All that mum must know to run one attempt; made by neroman at submit, kept by mum unchanged.
 *
 * @param name the experiment's name, for people
 * @param argv the program and its arguments, byte for byte what it gets; never empty
 * @param environment variables added for the program
 * @param setup shell lines run before the program in the same shell, such as {@code module load anaconda}
 * @param code the snapshot to lay out in its working folder
 * @param sbatchArgs extra words for {@code sbatch}
 * @param outputs patterns of files that are results; empty means every new or changed file
 * @param metrics declared metric names, honoured at first sight; empty means automatic
 * @param resultBytes limit of what is kept as results, bytes
 */
public record AttemptPlan(
        AttemptKey key,
        String name,
        List<String> argv,
        Map<String, String> environment,
        List<String> setup,
        List<CodeFile> code,
        Resources resources,
        List<String> sbatchArgs,
        List<String> outputs,
        List<String> metrics,
        long resultBytes) {
    /** 100 MB, the documented default of {@link #resultBytes}. */
    public static final long DEFAULT_RESULT_BYTES = 100_000_000;

    public AttemptPlan {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("an experiment needs a command");
        }
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        setup = List.copyOf(setup);
        code = List.copyOf(code);
        sbatchArgs = List.copyOf(sbatchArgs);
        outputs = List.copyOf(outputs);
        metrics = List.copyOf(metrics);
    }

    public JsonObject toJson() {
        return key.toJson()
                .with("name", name)
                .with("argv", argv)
                .with("environment", environment)
                .with("setup", setup)
                .with("code", code.stream().map(CodeFile::toJson).toList())
                .with("resources", resources.toJson())
                .with("sbatch_args", sbatchArgs)
                .with("outputs", outputs)
                .with("metrics", metrics)
                .with("result_bytes", resultBytes);
    }

    public static AttemptPlan fromJson(JsonObject json) {
        return new AttemptPlan(
                AttemptKey.fromJson(json),
                json.string("name"),
                json.strings("argv"),
                json.stringMap("environment"),
                json.strings("setup"),
                json.objects("code", CodeFile::fromJson),
                Resources.fromJson(json.object("resources")),
                json.strings("sbatch_args"),
                json.strings("outputs"),
                json.strings("metrics"),
                json.integer("result_bytes"));
    }
}
