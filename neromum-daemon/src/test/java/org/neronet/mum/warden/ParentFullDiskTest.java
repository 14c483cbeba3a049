package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that ends while the disk is full: how it ended is told as soon as there is room. */
class ParentFullDiskTest {
    @TempDir
    Path disk;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can mount a small disk");
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()), "this host mounts no tmpfs");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    private static boolean run(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Test
    void theExitFileIsWrittenWhenThereIsRoomAgain() throws Exception {
        var fill = disk.resolve("fill");
        var program = "dd if=/dev/zero of='" + fill + "' bs=4k 2>/dev/null; sleep 0.3; exit 7";
        var rig = new ParentRig(disk, "/bin/sh").lay(Plans.of(7, "sh", "-c", program));
        var parent = rig.start();
        rig.awaitFile(fill);

        assertThat(parent.waitFor(2, TimeUnit.SECONDS)).as(rig::state).isFalse();
        assertThat(rig.attempt.root().resolve("exit")).doesNotExist();
        Files.delete(fill);

        assertThat(rig.await(parent)).as(rig::state).isEqualTo(7);
        assertThat(rig.exit().field("code")).contains("7");
        assertThat(rig.batch.resolve("marks/1.exit")).exists();
    }
}
