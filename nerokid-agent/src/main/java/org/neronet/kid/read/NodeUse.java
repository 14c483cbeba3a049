package org.neronet.kid.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.process.SystemCommandRunner;

/** This host as all attempts of one kid see it: its processes and GPUs, looked at once for all of them. */
public final class NodeUse {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Path root;
    private final KernelUnits units;
    private final GpuMeter gpus;
    private final ProgramFacts programs;
    private final Executor later = new ThreadPoolExecutor(
            0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> daemon(task, "program-facts"));
    private ProcessTable table = new ProcessTable(List.of());
    private Optional<Instant> looked = Optional.empty();

    /**
     * @param root {@code /}, below which {@code proc} and {@code sys} are
     * @param environment of this process
     */
    public NodeUse(Path root, Map<String, String> environment, CommandRunner runner) {
        this.root = root;
        units = KernelUnits.of(root.resolve("proc"));
        gpus = new GpuMeter(runner, isOnPath("nvidia-smi", environment));
        programs = new ProgramFacts(root, new QuietTools(environment));
    }

    /** The host that this process runs on. */
    public static NodeUse here() {
        return new NodeUse(Path.of("/"), System.getenv(), new SystemCommandRunner());
    }

    Path root() {
        return root;
    }

    KernelUnits units() {
        return units;
    }

    List<GpuMeter.Gpu> gpus(Instant now) {
        return gpus.gpus(now);
    }

    /** The processes, at most a second old. */
    ProcessTable processes(Instant now) throws IOException {
        if (looked.filter(at -> !now.isBefore(at) && now.isBefore(at.plus(FRESH)))
                .isEmpty()) {
            table = ProcessTable.scan(root.resolve("proc"));
            looked = Optional.of(now);
        }
        return table;
    }

    /** What can be found out about the program of these processes; one program after the other. */
    CompletableFuture<JsonObject> facts(List<ProcessRow> tree) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return programs.probe(tree);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return JsonObject.empty();
                    }
                },
                later);
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Whether a program runs, or ran, on this host since it was started. */
    boolean isHere(ParentFile start) {
        var boot = first("proc/sys/kernel/random/boot_id");
        return boot.isPresent() && start.field("boot").equals(boot);
    }

    private Optional<String> first(String file) {
        try {
            return Files.readString(root.resolve(file)).lines().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static boolean isOnPath(String program, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
