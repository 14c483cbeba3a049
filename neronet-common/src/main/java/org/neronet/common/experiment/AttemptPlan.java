package org.neronet.common.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.disk.IgnorePatterns;
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
 * @param resultsExclude patterns, as {@link IgnorePatterns} has them, of files that are no results
 * @param workdir the folder below the working folder in which the program starts, relative; empty for that one itself
 * @param priority higher ones leave mum's own queue first
 * @param retries how often it may be tried again after preemption or a lost node
 * @param watch how it is watched, as the user wrote it: {@code metrics} (when it is a map), {@code conditions},
 *     {@code stop}, {@code output_line_processor} and the like; read by whoever acts on it
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
        long resultBytes,
        List<String> resultsExclude,
        Optional<String> workdir,
        int priority,
        int retries,
        JsonObject watch) {
    /** 100 MB, the documented default of {@link #resultBytes}. */
    public static final long DEFAULT_RESULT_BYTES = 100_000_000;

    public AttemptPlan {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("an experiment needs a command");
        }
        if (workdir.filter(folder -> !CodeFile.isSafe(folder)).isPresent()) {
            throw new IllegalArgumentException("not a folder inside the working folder: " + workdir.get());
        }
        IgnorePatterns.of(resultsExclude);
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        setup = List.copyOf(setup);
        code = List.copyOf(code);
        sbatchArgs = List.copyOf(sbatchArgs);
        outputs = List.copyOf(outputs);
        metrics = List.copyOf(metrics);
        resultsExclude = List.copyOf(resultsExclude);
    }

    /** A plan that says nothing of what came later: results left out, another folder, priority and retries. */
    public AttemptPlan(
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
        this(
                key,
                name,
                argv,
                environment,
                setup,
                code,
                resources,
                sbatchArgs,
                outputs,
                metrics,
                resultBytes,
                List.of(),
                Optional.empty(),
                0,
                0,
                JsonObject.empty());
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
                .with("result_bytes", resultBytes)
                .with("results_exclude", resultsExclude)
                .with("workdir", workdir)
                .with("priority", priority)
                .with("retries", retries)
                .with("watch", watch);
    }

    /** What came later may be missing in a plan that was kept before. */
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
                json.integer("result_bytes"),
                json.strings("results_exclude"),
                json.optionalString("workdir"),
                Math.toIntExact(json.optionalInteger("priority").orElse(0L)),
                Math.toIntExact(json.optionalInteger("retries").orElse(0L)),
                json.has("watch") ? json.object("watch") : JsonObject.empty());
    }
}
