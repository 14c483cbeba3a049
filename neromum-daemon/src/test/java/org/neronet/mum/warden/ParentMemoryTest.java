package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.testing.Await;

/** The real script in a control group with little memory, where the kernel really kills. */
class ParentMemoryTest {
    private static final Path VERSION_1 = Path.of("/sys/fs/cgroup/memory");
    private static final String GREEDY = "python3 -c 'x = bytearray(200 << 20)'";

    private Path group;

    @TempDir
    Path temp;

    @BeforeEach
    void limitMemory() throws IOException {
        boolean first = Files.isDirectory(VERSION_1);
        group = (first ? VERSION_1 : Path.of("/sys/fs/cgroup")).resolve("neronet-test-" + System.nanoTime());
        try {
            Files.createDirectory(group);
            Files.writeString(
                    group.resolve(first ? "memory.limit_in_bytes" : "memory.max"), Integer.toString(64 << 20));
        } catch (IOException e) {
            assumeTrue(false, "control groups with a memory limit cannot be made here: " + e.getMessage());
        }
    }

    @AfterEach
    void deleteGroup() {
        Await.until(ParentRig.LIMIT, () -> group + " is in use", () -> {
            try {
                return Files.deleteIfExists(group) || !Files.exists(group);
            } catch (IOException e) {
                return false; // Somebody is in it still.
            }
        });
    }

    private ParentRig rig(String shell) throws IOException {
        return new ParentRig(
                temp, "sh", "-c", "echo $$ >" + group.resolve("cgroup.procs") + "; exec " + shell + " \"$@\"", "sh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void aKillForWantOfMemoryIsNotedAlsoWhenTheProgramLeavesWithZero(String shell) throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/python3")), "this machine has no python3");
        var rig = rig(shell).lay(Plans.of(7, "sh", "-c", GREEDY + "; exit 0"));

        assertThat(rig.run()).as(rig::state).isZero();

        assertThat(rig.attempt.notes())
                .hasContent("the kernel killed 1 of the processes that share its memory limit, for want of memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void whatNobodyKilledHasNoNote(String shell) throws Exception {
        var rig = rig(shell).lay(Plans.of(7, "true"));

        assertThat(rig.run()).as(rig::state).isZero();

        assertThat(rig.attempt.notes()).doesNotExist();
    }
}
