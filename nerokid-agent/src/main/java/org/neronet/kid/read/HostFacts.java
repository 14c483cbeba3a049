package org.neronet.kid.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.CommandRunner;

/** Finds out what machine this is. */
public final class HostFacts {
    private static final List<String> GPU_QUERY =
            List.of("nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader");
    private static final Duration GPU_LIMIT = Duration.ofSeconds(5);
    private static final int MAX_GPUS = 64;
    private static final Pattern MEMORY = Pattern.compile("(?m)^MemTotal:\\s+(\\d{1,15}) kB");
    private static final Pattern ALLOWED = Pattern.compile("(?m)^Cpus_allowed_list:\\s+(\\S+)");
    private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.*\\S)");
    private static final Pattern PROCESSOR = Pattern.compile("(?m)^processor\\s*:");

    private final Path proc;
    private final Map<String, String> environment;
    private final CommandRunner runner;

    /** @param proc where the kernel's files are, {@code /proc} */
    public HostFacts(Path proc, Map<String, String> environment, CommandRunner runner) {
        this.proc = proc;
        this.environment = Map.copyOf(environment);
        this.runner = runner;
    }

    /** The facts; takes up to 5 s where there are GPUs. What cannot be found out is left out. */
    public JsonObject probe() throws InterruptedException {
        return JsonObject.empty()
                .with("host", text("sys/kernel/hostname").map(String::strip))
                .with("os", System.getProperty("os.name"))
                .with("kernel", System.getProperty("os.version"))
                .with("arch", System.getProperty("os.arch"))
                .with("java", System.getProperty("java.version"))
                .with(
                        "cpus",
                        text("cpuinfo")
                                .map(info -> PROCESSOR.matcher(info).results().count()))
                .with("cpu_model", find("cpuinfo", MODEL))
                .with("cpus_allowed", find("self/status", ALLOWED))
                .with("memory_bytes", find("meminfo", MEMORY).map(kb -> Long.parseLong(kb) * 1024))
                .with("memory_limit_bytes", MemoryGroup.of(root(), "self").map(MemoryGroup::limit))
                .with("gpus", gpus());
    }

    private Optional<String> find(String file, Pattern pattern) {
        return text(file)
                .flatMap(text ->
                        pattern.matcher(text).results().map(m -> m.group(1)).findFirst());
    }

    private Optional<String> text(String file) {
        try (var in = Files.newInputStream(proc.resolve(file))) {
            return Optional.of(new String(in.readNBytes(4 << 20), StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Not every system has every one of these files, and none of them is needed.
            return Optional.empty();
        }
    }

    private List<JsonObject> gpus() throws InterruptedException {
        if (!NodeUse.isOnPath(GPU_QUERY.get(0), environment)) {
            return List.of();
        }
        try {
            var result = runner.run(GPU_QUERY, GPU_LIMIT);
            return result.succeeded()
                    ? result.out().lines().limit(MAX_GPUS).map(HostFacts::gpu).toList()
                    : List.of();
        } catch (IOException e) {
            // A broken driver is no reason to keep quiet about the rest.
            return List.of(JsonObject.of("fault", String.valueOf(e.getMessage())));
        }
    }

    /** The name may hold commas. */
    private static JsonObject gpu(String line) {
        var parts = line.split(",");
        int named = Math.max(1, parts.length - 2);
        var gpu = JsonObject.of(
                "name", String.join(",", List.of(parts).subList(0, named)).strip());
        return parts.length < 3
                ? gpu
                : gpu.with("memory", parts[named].strip()).with("driver", parts[named + 1].strip());
    }

    private Path root() {
        return Optional.ofNullable(proc.toAbsolutePath().getParent()).orElse(proc);
    }
}
