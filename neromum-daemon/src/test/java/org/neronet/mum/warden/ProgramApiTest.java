package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.experiment.KidOrders;
import org.neronet.common.experiment.Resources;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;

/** What a program finds of Neronet around it, and what keeps it from being started, by the real script. */
class ProgramApiTest {
    private static final long PETABYTE = 1_000_000_000_000_000L;

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "only dash"})
    void theProgramFindsItsFilesParametersAndSeed(String shell) throws Exception {
        var parameters = JsonObject.of("lr", 0.1).with("seed", 7L).with("text", "it's \"ö\"");
        var rig = rig(shell).lay(Plans.withParameters(parameters, Plans.of(7, "env")));

        assertThat(rig.run()).as(rig::state).isZero();

        var root = rig.attempt.root();
        assertThat(rig.read(root.resolve("stdout")).lines())
                .contains(
                        "NERONET_METRICS=" + root.resolve("metrics"),
                        "NERONET_STOP_FILE=" + root.resolve("stop"),
                        "NERONET_PARAMS=" + root.resolve("params.json"),
                        "NERONET_RUN_ID=7",
                        "NERONET_SEED=7");
        assertThat(Json.parseObject(rig.read(rig.attempt.parameters()))).isEqualTo(parameters);
        var orders = KidOrders.fromJson(Json.parseObject(rig.read(rig.attempt.orders())));
        assertThat(orders.watch()).isEqualTo(JsonObject.of("stop", "nan"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void withoutParametersThereIsNoSeedAndAnEmptyFile(String shell) throws Exception {
        var rig = rig(shell).lay(Plans.of(7, "env"));

        rig.run();

        assertThat(rig.read(rig.attempt.root().resolve("stdout"))).doesNotContain("NERONET_SEED");
        assertThat(rig.read(rig.attempt.parameters())).isEqualTo("{}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void nothingOfTheUsersIsHiddenByTheReporters(String shell) throws Exception {
        var rig = rig(shell).lay(Plans.of(7, "env"));

        rig.await(rig.start(Map.of("PYTHONPATH", "/hers")));

        var api = rig.workdir.resolve("api");
        assertThat(rig.read(rig.attempt.root().resolve("stdout")).lines())
                .contains("PATH=" + System.getenv("PATH") + ":" + api, "PYTHONPATH=/hers:" + api);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void aProgramReportsFromShellAndPython(String shell) throws Exception {
        var words = "neronet-report loss 0.3 --step 1 && "
                + "python3 -c 'import neronet; neronet.log(step=2, loss=0.25); print(neronet.params())'";
        var plan = Plans.withParameters(JsonObject.of("lr", 0.1), Plans.of(7, "sh", "-c", words));
        var rig = rig(shell).lay(plan);

        assertThat(rig.run()).as(rig::state).isZero();

        assertThat(rig.read(rig.attempt.metrics())).isEqualTo("step=1 loss=0.3\n{\"step\": 2, \"loss\": 0.25}\n");
        assertThat(rig.read(rig.attempt.root().resolve("stdout"))).isEqualTo("{'lr': 0.1}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void withoutRoomOnTheDiskTheProgramIsNotStarted(String shell) throws Exception {
        var needed = needing(Optional.of(PETABYTE), Optional.empty());
        var rig = rig(shell).lay(Plans.needing(needed, Plans.of(7, "sh", "-c", "echo started >runs")));

        assertThat(rig.run()).as(rig::state).isEqualTo(75);

        assertThat(rig.read(rig.attempt.refused()))
                .matches("only \\d+\\.\\d [GM]B free in " + rig.attempt.work() + ", min_disk is 1000 TB\n");
        assertThat(rig.inWork("runs")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void withoutMemoryTheProgramIsNotStarted(String shell) throws Exception {
        var needed = needing(Optional.empty(), Optional.of(PETABYTE));
        var rig = rig(shell).lay(Plans.needing(needed, Plans.of(7, "sh", "-c", "echo started >runs")));

        assertThat(rig.run()).as(rig::state).isEqualTo(75);

        assertThat(rig.read(rig.attempt.refused()))
                .matches("only \\d+\\.\\d [GM]B of memory for it, min_memory is 1000 TB\n");
        assertThat(rig.inWork("runs")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void withRoomEnoughTheProgramRunsAsWithoutDemands(String shell) throws Exception {
        var needed = needing(Optional.of(1_000_000L), Optional.of(1_000_000L));
        var rig = rig(shell).lay(Plans.needing(needed, Plans.of(7, "env")));

        assertThat(rig.run()).as(rig::state).isZero();

        assertThat(rig.attempt.refused()).doesNotExist();
        assertThat(rig.attempt.notes()).doesNotExist();
        assertThat(rig.read(rig.attempt.root().resolve("stdout"))).doesNotContain("neronet_");
    }

    @Test
    void whatCannotBeCheckedIsSaidAndTheProgramRuns() throws Exception {
        var needed = needing(Optional.of(1_000_000L), Optional.empty());
        var rig = rig("only dash").lay(Plans.needing(needed, Plans.of(7, "true")));

        assertThat(rig.run()).as(rig::state).isZero();

        assertThat(rig.read(rig.attempt.notes())).isEqualTo("min_disk could not be checked on this node\n");
    }

    @Test
    void theReportersAreBroughtUpToDateAndOtherwiseLeftAlone() throws Exception {
        ApiFolder.lay(temp);
        var python = temp.resolve("api/neronet.py");
        var before = Files.readAttributes(python, "unix:ino").get("ino");
        Files.writeString(temp.resolve("api/neronet-report"), "old");

        ApiFolder.lay(temp);

        assertThat(Files.readAttributes(python, "unix:ino").get("ino")).isEqualTo(before);
        assertThat(temp.resolve("api/neronet-report")).content().startsWith("#!/bin/sh\n");
        assertThat(temp.resolve("api/neronet-report")).isExecutable();
    }

    private static Resources needing(Optional<Long> disk, Optional<Long> memory) {
        return new Resources(1, 0, Optional.empty(), Optional.empty(), disk, memory);
    }

    private ParentRig rig(String shell) throws IOException {
        return ParentRig.under(shell, temp);
    }
}
