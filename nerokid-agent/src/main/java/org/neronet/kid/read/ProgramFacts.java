package org.neronet.kid.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neronet.common.json.JsonObject;

/** Finds out in what a program runs: modules, conda or virtual environment, Python and its packages, versions. */
final class ProgramFacts {
    /** Set to 0, no or off in a program's environment, its packages are not listed. */
    static final String PACKAGES = "NERONET_PACKAGES";

    private static final int LONGEST = 2 << 20;

    private final Path proc;
    private final PythonFacts python;
    private final NodeTools tools;

    ProgramFacts(Path root, NodeTools tools) {
        this.proc = root.resolve("proc");
        this.tools = tools;
        this.python = new PythonFacts(proc, tools);
    }

    /** @param tree the program's processes, itself among them while it runs */
    JsonObject probe(List<ProcessRow> tree) throws InterruptedException {
        var program = JsonObject.empty();
        for (var process : tree) {
            var variables = environment(process.pid());
            var found = python.of(process.pid(), variables);
            if (found.isPresent()) {
                return with(described(variables), found.get());
            }
            program = program.asMap().isEmpty() ? described(variables) : program;
        }
        return with(program, JsonObject.empty());
    }

    private JsonObject with(JsonObject program, JsonObject python) throws InterruptedException {
        var all = new LinkedHashMap<>(program.asMap());
        all.putAll(python.asMap());
        return JsonObject.of("program", JsonObject.ofMap(all))
                .with("slurm", tools.said("sinfo", "-V").map(text -> text.replaceFirst("^slurm(-wlm)? ", "")))
                .with(
                        "quota",
                        tools.said("quota", "-w")
                                .map(text -> text.lines().limit(20).toList()));
    }

    /** Named variables only, because whatever else an environment holds may be a secret. */
    private static JsonObject described(Map<String, String> variables) {
        return JsonObject.empty()
                .with("modules", variable(variables, "LOADEDMODULES").map(list -> List.of(list.split(":"))))
                .with("conda_env", variable(variables, "CONDA_DEFAULT_ENV"))
                .with("virtualenv", variable(variables, "VIRTUAL_ENV"))
                .with("omp_num_threads", variable(variables, "OMP_NUM_THREADS"))
                .with("cuda_visible_devices", variable(variables, "CUDA_VISIBLE_DEVICES"));
    }

    static Optional<String> variable(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** As it was when the process became its program; empty for one that is gone. */
    private Map<String, String> environment(long pid) {
        try (var in = Files.newInputStream(proc.resolve(pid + "/environ"))) {
            var text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
            var variables = new LinkedHashMap<String, String>();
            Stream.of(text.split("\0")).filter(each -> each.indexOf('=') > 0).forEach(each -> {
                int equals = each.indexOf('=');
                variables.put(each.substring(0, equals), each.substring(equals + 1));
            });
            return variables;
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** Programs of this host that tell something, run at the lowest priority. */
    interface NodeTools {
        /** What one said, without blanks around it; empty when it is not there or failed. */
        Optional<String> said(String program, String... words) throws InterruptedException;

        /** The same in an environment. */
        Optional<String> said(Map<String, String> environment, Duration limit, List<String> argv)
                throws InterruptedException;
    }
}
