package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neronet.common.batch.Packing;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.experiment.Resources;
import org.neronet.common.testing.Await;

/** A work folder with attempts that share jobs, ready for the real script. */
final class PackRig {
    private final Path temp;
    private final ParentRig base;
    private Optional<Path> java = Optional.empty();
    private Resources resources = Resources.DEFAULT;
    private int attempts;

    PackRig(Path temp, String shell) throws IOException {
        this.temp = temp;
        base = ParentRig.under(shell, temp);
        for (var path : List.of("only", "old")) {
            if (Files.exists(temp.resolve(path))) {
                ParentRig.programs(temp.resolve(path), "mkdir", "rmdir", "sleep", "ls", "wc");
            }
        }
        try (var script = PackRig.class.getResourceAsStream("/cluster/pack")) {
            Files.write(base.lib.resolve("pack"), script.readAllBytes());
        }
    }

    PackRig needing(Resources needed) {
        resources = needed;
        return this;
    }

    PackRig limited(int seconds) {
        return needing(new Resources(1, 0, Optional.empty(), Optional.of(Duration.ofSeconds(seconds))));
    }

    PackRig withJava(String script) throws IOException {
        java = Optional.of(ParentRig.script(base.workdir.resolve("java"), script));
        return this;
    }

    PackRig lay(Packing packing, int count, String script) throws IOException {
        return lay(packing, Collections.nCopies(count, script));
    }

    /** One attempt for each script, which finds {@code $RUNS} to write to. */
    PackRig lay(Packing packing, List<String> scripts) throws IOException {
        var layout = new AttemptLayout(
                digest -> Path.of("/nowhere"),
                base.workdir.resolve("kid-endpoint"),
                new LayoutSettings(List.of(), "0022"));
        var plans = new ArrayList<AttemptPlan>();
        for (var script : scripts) {
            var said = "RUNS='" + temp.resolve("runs") + "'; " + script;
            var plan = Plans.needing(resources, Plans.of(++attempts, "sh", "-c", said));
            layout.lay(plan, attempt(attempts).root(), new byte[32]);
            plans.add(plan);
        }
        ApiFolder.lay(base.workdir);
        var keys = plans.stream().map(AttemptPlan::key).toList();
        new BatchLayout(base.lib, java, java.isPresent())
                .write(
                        new Batch(ParentRig.TOKEN, base.batch, keys, packing, plans.get(0)),
                        IntStream.rangeClosed(1, attempts)
                                .mapToObj(line -> attempt(line).root())
                                .toList());
        return this;
    }

    AttemptFolder attempt(int line) {
        return new AttemptFolder(base.workdir.resolve("attempts").resolve("a" + line));
    }

    Path batch() {
        return base.batch;
    }

    Path inWork(int line, String name) {
        return attempt(line).work().resolve(name);
    }

    Process start(int job) {
        return start(job, Map.of());
    }

    Process start(int job, Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.putAll(
                Map.of("SLURM_ARRAY_JOB_ID", "12", "SLURM_ARRAY_TASK_ID", Integer.toString(job), "SLURM_JOB_ID", "13"));
        return base.start("pack", Integer.toString(job), environment);
    }

    int await(Process process) throws InterruptedException {
        return base.await(process);
    }

    void order(int line) throws IOException {
        Files.writeString(PackFiles.orders(base.batch), line + "\n");
    }

    /** To every process of the job, as schedulers do it. */
    void signalAll(Process job, String name) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("kill", "-s", name));
        job.descendants().forEach(process -> words.add(Long.toString(process.pid())));
        words.add(Long.toString(job.pid()));
        new ProcessBuilder(words).start().waitFor();
    }

    void awaitFile(Path file) {
        Await.until(ParentRig.LIMIT, this::state, () -> Files.exists(file));
    }

    void awaitLines(Path file, int lines) {
        Await.until(ParentRig.LIMIT, this::state, () -> base.read(file).lines().count() >= lines);
    }

    ParentFile exit(int line) {
        return ParentFile.parse(base.read(attempt(line).exit()));
    }

    ParentFile startFile(int line) {
        return ParentFile.parse(base.read(attempt(line).start()));
    }

    /** The lines whose programs have ended. */
    List<Integer> ended() {
        return IntStream.rangeClosed(1, attempts)
                .filter(line -> Files.exists(attempt(line).exit()))
                .boxed()
                .toList();
    }

    /** What the script keeps for itself while it runs. */
    List<String> leftovers() throws IOException {
        try (Stream<Path> all = Files.list(base.batch)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("turns"))
                    .toList();
        }
    }

    /** Programs of the attempts that still run. */
    List<String> programs() throws IOException {
        var found = new ArrayList<String>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (var process : (Iterable<Path>) all::iterator) {
                var environment = process.resolve("environ");
                if (process.getFileName().toString().matches("\\d+")
                        && environment(environment).contains("NERONET_DIR=" + base.workdir)) {
                    found.add(process.toString());
                }
            }
        }
        return found;
    }

    /** Empty for a process that is gone or another user's. */
    private static String environment(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    String state() {
        var text = new StringBuilder(base.read(base.workdir.resolve("parent.out")));
        for (int line = 1; line <= attempts; line++) {
            text.append("\n")
                    .append(line)
                    .append(": ")
                    .append(startFile(line).fields())
                    .append(" exit ");
            text.append(exit(line).fields())
                    .append(base.read(attempt(line).root().resolve("stderr")));
        }
        return text.toString();
    }
}
