package org.neronet.man.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;

class RehearsalTest {
    @TempDir
    Path folder;

    @Test
    void everyCommandDoesItsWorkAndOnlyTheOneThatIsNoneFails() throws Exception {
        var codes = Rehearsal.in(folder, Map.of("PATH", System.getenv("PATH")));

        assertThat(codes.subList(0, codes.size() - 1)).containsOnly(ExitCode.OK);
        assertThat(codes.get(codes.size() - 1)).isEqualTo(ExitCode.USAGE);
        assertThat(Files.exists(folder.resolve("home/history.db"))).isTrue();
        assertThat(libraries()).hasSize(1);
    }

    @Test
    void sqlitesLibraryIsUnpackedOnce() throws Exception {
        Rehearsal.in(folder, Map.of("PATH", System.getenv("PATH")));
        var before = Files.getLastModifiedTime(libraries().get(0));

        Rehearsal.in(folder, Map.of("PATH", System.getenv("PATH")));

        assertThat(libraries()).hasSize(1);
        assertThat(Files.getLastModifiedTime(libraries().get(0))).isEqualTo(before);
    }

    private List<Path> libraries() throws Exception {
        try (var all = Files.walk(folder.resolve("home/cache"))) {
            return all.filter(file -> file.toString().contains("sqlitejdbc") && Files.isRegularFile(file))
                    .toList();
        }
    }
}
