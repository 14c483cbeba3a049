package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neronet.common.wire.ClusterSettings;

/** The manual's recipe for LISA's Jobman, with its Python function, against a program that acts as Jobman. */
class JobmanQueueContractTest extends WardenContract {
    private static final Recipe RECIPE = Recipe.of("LISA's Jobman");
    private static final int WORKERS = 3;

    private final List<Process> workers = new ArrayList<>();

    @Override
    Warden warden() {
        return new CommandWarden().named("jobman");
    }

    @Override
    ClusterSettings settings() {
        return super.settings().with(RECIPE.settings());
    }

    @Override
    WardenTools tools() throws IOException {
        return jobman().tools(settings(), lib);
    }

    private StandIn jobman() throws IOException {
        var folder = temp.resolve("jobman");
        var made = StandIn.make(folder, "/fake-jobman/jobman", List.of("jobman"), Map.of("NERONET_JOBMAN_LOOK", "0.5"));
        Files.writeString(folder.resolve("neronet_jobman.py"), Recipe.block("LISA's Jobman", "python"));
        return made;
    }

    /** What a user starts with jobdispatch. */
    @BeforeEach
    void startWorkers() throws IOException {
        for (int n = 0; n < WORKERS; n++) {
            var words = new ArrayList<>(jobman().environment());
            words.addAll(List.of(
                    "sh", "-c", "while :; do jobman sql -n 0 'postgres://h/d?table=neronet' x; sleep 0.1; done"));
            workers.add(new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(temp.resolve("worker-" + n).toFile())
                    .start());
        }
    }

    @AfterEach
    void endWorkers() {
        for (var worker : workers) {
            var below = worker.descendants().toList();
            worker.destroyForcibly();
            below.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aJobSentTwiceByOneNameIsThereOnce() throws Exception {
        var batch = batch("true");

        assertThat(queue.launch(batch)).isEqualTo(new Launch.Accepted(java.util.Optional.empty()));
        assertThat(queue.launch(batch)).isEqualTo(new Launch.Accepted(java.util.Optional.empty()));

        awaitFile(folder(batch, 1).exit());
        assertThat(Files.readString(temp.resolve("jobman/neronet.json"))).doesNotContain("\"id\": 2");
    }
}
