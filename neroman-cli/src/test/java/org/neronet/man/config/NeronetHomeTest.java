package org.neronet.man.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

class NeronetHomeTest {
    @TempDir
    Path folder;

    @Test
    void theVariableNamesTheHomeAndTheUsersHomeIsTheDefault() {
        assertThat(NeronetHome.of(Map.of("NERONET_HOME", "/x/y/../z"), folder).root())
                .isEqualTo(Path.of("/x/z"));
        assertThat(NeronetHome.of(Map.of("NERONET_HOME", " "), folder).root()).isEqualTo(folder.resolve(".neronet"));
        assertThat(NeronetHome.of(Map.of(), folder).preferences())
                .isEqualTo(folder.resolve(".neronet/preferences.yaml"));
    }

    @Test
    void ensureMakesPrivateFolders() throws Exception {
        var home = new NeronetHome(folder.resolve("a/b")).ensure();

        assertThat(mode(home.root())).isEqualTo("rwx------");
        assertThat(mode(home.log())).isEqualTo("rwx------");
        assertThat(mode(home.cache())).isEqualTo("rwx------");
        assertThat(home.clusters()).isEqualTo(home.root().resolve("clusters.yaml"));
        assertThat(home.historyDatabase()).isEqualTo(home.root().resolve("history.db"));
    }

    @Test
    void aReadableHomeIsAcceptedAndOneThatOthersMayWriteToIsRefused() throws Exception {
        var home = new NeronetHome(folder.resolve("h"));
        Files.createDirectory(home.root());
        Files.setPosixFilePermissions(home.root(), PosixFilePermissions.fromString("rwxr-xr-x"));
        home.ensure();

        Files.setPosixFilePermissions(home.root(), PosixFilePermissions.fromString("rwxrwxr-x"));
        assertThatThrownBy(home::ensure)
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.REFUSED));
    }

    @Test
    void aFileInTheWayIsNamed() throws Exception {
        Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new NeronetHome(folder.resolve("file/home")).ensure())
                .isInstanceOf(NeronetException.class)
                .hasMessageContaining("file/home");
    }

    @Test
    void theHomeIdIsRandomPrivateAndStays() throws Exception {
        var home = new NeronetHome(folder.resolve("h"));

        var id = home.homeId();

        assertThat(id).matches("[0-9a-f]{32}").isEqualTo(home.homeId());
        assertThat(mode(home.root().resolve("home_id"))).isEqualTo("rw-------");
        assertThat(new NeronetHome(folder.resolve("other")).homeId()).isNotEqualTo(id);
        try (var files = Files.list(home.root())) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("home_id", "log", "cache");
        }
    }

    @Test
    void manyAtOnceAgreeOnOneHomeId() throws Exception {
        var home = new NeronetHome(folder.resolve("h")).ensure();
        int many = 8;
        var barrier = new CyclicBarrier(many);
        var pool = Executors.newFixedThreadPool(many);
        Callable<String> task = () -> {
            barrier.await();
            return home.homeId();
        };
        try {
            var ids =
                    pool.invokeAll(IntStream.range(0, many).mapToObj(i -> task).toList());
            for (var id : ids) {
                assertThat(id.get()).isEqualTo(home.homeId());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aDamagedHomeIdIsSaid() throws Exception {
        var home = new NeronetHome(folder);
        Files.writeString(folder.resolve("home_id"), "x");

        assertThatThrownBy(home::homeId).isInstanceOf(NeronetException.class).hasMessageContaining("damaged");
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
