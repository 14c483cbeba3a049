package org.neronet.kid.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neronet.common.json.JsonObject;

/** Asks the Python of a running process for its version and packages, once for each Python and environment. */
final class PythonFacts {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST = 2000;
    private static final Pattern PYTHON = Pattern.compile("(python|pypy)[0-9.]*");
    private static final Set<String> OFF = Set.of("0", "no", "off", "false");
    private static final List<String> KEPT =
            List.of("PATH", "HOME", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONPATH", "PYTHONUSERBASE");

    /** What {@code pip freeze} would say, without pip. */
    private static final String QUESTION = """
            import sys
            print(sys.version.split()[0])
            try:
                from importlib.metadata import distributions
                names = {(d.metadata["Name"] or "?") + "==" + d.version for d in distributions()}
            except ImportError:
                import pkg_resources
                names = {d.project_name + "==" + d.version for d in pkg_resources.working_set}
            print("\\n".join(sorted(names, key=str.lower)))
            """;

    private final Path proc;
    private final ProgramFacts.NodeTools tools;
    private final Map<List<Object>, Optional<JsonObject>> known = new HashMap<>();

    PythonFacts(Path proc, ProgramFacts.NodeTools tools) {
        this.proc = proc;
        this.tools = tools;
    }

    /** Empty for a process that is no Python, or that does not want to be asked. */
    Optional<JsonObject> of(long pid, Map<String, String> variables) throws InterruptedException {
        var wish = variables.getOrDefault(ProgramFacts.PACKAGES, "");
        var program = OFF.contains(wish) ? Optional.<String>empty() : program(pid, variables);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        var environment = new LinkedHashMap<String, String>();
        KEPT.forEach(name -> ProgramFacts.variable(variables, name).ifPresent(value -> environment.put(name, value)));
        List<Object> question = List.of(program.get(), environment);
        if (!known.containsKey(question)) {
            var argv = List.of(program.get(), "-c", QUESTION);
            known.put(question, tools.said(environment, LIMIT, argv).map(said -> facts(program.get(), said)));
        }
        return known.get(question);
    }

    private static JsonObject facts(String program, String said) {
        var lines = said.lines().limit(MOST).toList();
        return JsonObject.of("python", lines.get(0))
                .with("python_path", program)
                .with("packages", lines.subList(1, lines.size()));
    }

    /** By the name it was called, because a virtual environment is known by that alone. */
    private Optional<String> program(long pid, Map<String, String> variables) {
        var folder = proc.resolve(Long.toString(pid));
        try {
            var real = Files.readSymbolicLink(folder.resolve("exe")).getFileName();
            if (real == null || !PYTHON.matcher(real.toString()).matches()) {
                return Optional.empty();
            }
            var called = Files.readString(folder.resolve("cmdline")).split("\0", 2)[0];
            var places = called.contains("/")
                    ? Stream.of(Files.readSymbolicLink(folder.resolve("cwd")).resolve(called))
                    : Stream.of(variables.getOrDefault("PATH", "").split(":")).map(each -> Path.of(each, called));
            return places.filter(place -> place.isAbsolute() && Files.isExecutable(place))
                    .map(Path::toString)
                    .findFirst();
        } catch (IOException | java.nio.file.InvalidPathException e) {
            // It is gone, or calls itself by a name that is none.
            return Optional.empty();
        }
    }
}
