package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** The user deletes what Neronet needs while programs run: they run on, nothing is made again, and the end is told. */
class DeletedFoldersIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final Lab LAB = Lab.local();

    @Test
    void aFolderThatIsDeletedDuringTheRunIsALostEndAndOthersFinish() {
        LAB.neroman().clusters("local: {slots: 4}");
        var ticks = Ticks.gated(LAB, "deleted", 2, 0);
        var ids = LAB.neroman().add(ticks.folder());
        LAB.neroman().run("submit", "local", ids.get(0) + "-" + ids.get(1)).ok();
        LAB.neroman().awaitStates(ids, "running", LIMIT);
        var folder = LAB.attempt(LAB.neroman().home(), ids.get(0)).root();
        assertThat(folder).exists();

        remove(folder);
        ticks.open();

        LAB.neroman().awaitEach("finished", LIMIT, ids.get(1));
        var status = LAB.neroman().awaitEach("lost", LIMIT, ids.get(0));
        assertThat(status.reason(ids.get(0))).contains("without an exit file");
        ticks.startedOnce(2);
        assertThat(folder).doesNotExist();
    }

    private static void remove(Path folder) {
        // A program that writes may put a file back while it is deleted.
        Await.until(LIMIT, () -> folder + " stays", () -> isRemoved(folder));
    }

    private static boolean isRemoved(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return !Files.exists(folder);
        } catch (IOException | UncheckedIOException e) {
            return !Files.exists(folder);
        }
    }
}
