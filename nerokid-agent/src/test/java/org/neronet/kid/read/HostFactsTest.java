package org.neronet.kid.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.CommandRunner;

class HostFactsTest {
    @TempDir
    Path folder;

    private final CommandRunner none = (argv, limit) -> {
        throw new IOException("nothing should be run");
    };

    @BeforeEach
    void fillProc() throws IOException {
        Files.createDirectories(folder.resolve("sys/kernel"));
        Files.createDirectories(folder.resolve("self"));
        Files.writeString(folder.resolve("sys/kernel/hostname"), "n17\n");
        Files.writeString(folder.resolve("cpuinfo"), "processor : 0\nmodel name : x\nprocessor\t: 1\n");
        Files.writeString(folder.resolve("meminfo"), "MemTotal:       2048 kB\nMemFree: 1 kB\n");
        Files.writeString(folder.resolve("self/status"), "Name: x\nCpus_allowed_list:\t0-1\n");
    }

    @Test
    void theHostIsDescribed() throws InterruptedException {
        var facts = new HostFacts(folder, Map.of(), none).probe();

        assertThat(facts.string("host")).isEqualTo("n17");
        assertThat(facts.number("cpus")).isEqualTo(2);
        assertThat(facts.string("cpus_allowed")).isEqualTo("0-1");
        assertThat(facts.string("cpu_model")).isEqualTo("x");
        assertThat(facts.number("memory_bytes")).isEqualTo(2048 * 1024);
        assertThat(facts.string("java")).isNotEmpty();
        assertThat(facts.objects("gpus", gpu -> gpu)).isEmpty();
    }

    @Test
    void whatIsNotThereIsLeftOut() throws InterruptedException {
        var facts = new HostFacts(folder.resolve("nowhere"), Map.of("PATH", ""), none).probe();

        assertThat(facts.has("host")).isFalse();
        assertThat(facts.has("memory_bytes")).isFalse();
    }

    @Test
    void graphicsCardsAreListed() throws Exception {
        var facts = probe((argv, limit) ->
                new CommandResult(0, "NVIDIA A100, 80GB, 81920 MiB, 535.1\nTesla V100, 32768 MiB, 535.1\n", "", false));

        var gpus = facts.objects("gpus", gpu -> gpu.string("name") + "=" + gpu.string("memory"));
        assertThat(gpus).containsExactly("NVIDIA A100, 80GB=81920 MiB", "Tesla V100=32768 MiB");
        assertThat(facts.objects("gpus", gpu -> gpu.string("driver"))).containsOnly("535.1");
    }

    @Test
    void aBrokenDriverIsNoReasonToFail() throws Exception {
        assertThat(probe((argv, limit) -> new CommandResult(9, "no driver", "", false))
                        .objects("gpus", gpu -> gpu))
                .isEmpty();
        assertThat(probe(none).objects("gpus", gpu -> gpu.string("fault"))).containsExactly("nothing should be run");
    }

    private JsonObject probe(CommandRunner runner) throws Exception {
        var program = folder.resolve("nvidia-smi");
        Files.writeString(program, "");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new HostFacts(folder, Map.of("PATH", "/nowhere:" + folder), runner).probe();
    }
}
