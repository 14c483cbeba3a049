package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.process.SystemCommandRunner;
import org.neronet.common.wire.ClusterSettings;

/** With {@code NERONET_TEST_SLURM=1} against the Slurm of this machine, else against programs that act as one. */
class SlurmQueueContractTest extends WardenContract {
    private static final boolean REAL = "1".equals(System.getenv("NERONET_TEST_SLURM"));

    @Override
    Warden warden() {
        return new SlurmWarden();
    }

    @Override
    WardenTools tools() throws IOException {
        var login = new HashMap<>(System.getenv());
        var runner = new SystemCommandRunner();
        if (REAL) {
            return new WardenTools(runner, InstantSource.system(), settings(), login, lib);
        }
        var path = fakes() + ":" + System.getenv("PATH");
        login.put("PATH", path);
        CommandRunner first = (argv, limit) -> {
            var words = new ArrayList<>(List.of("env", "PATH=" + path));
            words.addAll(argv);
            return runner.run(words, limit);
        };
        return new WardenTools(first, InstantSource.system(), settings(), login, lib);
    }

    private Path fakes() throws IOException {
        var folder = Files.createDirectories(temp.resolve("fakes"));
        for (var name : List.of("sbatch", "squeue", "sacct", "scancel", "scontrol", "sinfo")) {
            var file = folder.resolve(name);
            if (!Files.exists(file)) {
                try (var script = getClass().getResourceAsStream("/fake-slurm/slurm")) {
                    Files.write(file, script.readAllBytes());
                }
                file.toFile().setExecutable(true);
            }
        }
        return folder;
    }

    @Test
    void aRefusalIsInSlurmsOwnWords() throws Exception {
        queue.settings(new ClusterSettings(
                "slurm",
                settings().workdir(),
                Optional.empty(),
                List.of("--account=none", "--partition=none"),
                List.of(),
                Optional.empty()));

        var launch = queue.launch(batch("true"));

        assertThat(launch)
                .isInstanceOfSatisfying(
                        Launch.Refused.class,
                        refused -> assertThat(refused.text())
                                .contains("Batch job submission failed: Invalid")
                                .doesNotContain("sbatch: error"));
    }

    @Test
    void theJobGetsNamedVariablesAlone() throws Exception {
        var batch = batch("env");

        queue.launch(batch);

        awaitFile(folder(batch, 1).exit());
        var names = Files.readAllLines(folder(batch, 1).root().resolve("stdout")).stream()
                .map(line -> line.replaceFirst("=.*", ""))
                .toList();
        assertThat(names).contains("PATH", "NERONET_ID").doesNotContain("SLURM_EXPORT_ENV", "SECRET_OF_THE_TEST");
        assertThat(names).doesNotContainAnyElementsOf(List.of("MAVEN_CMD_LINE_ARGS", "SLURM_GET_USER_ENV"));
    }
}
