package org.neronet.mum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.process.SystemCommandRunner;
import org.neronet.common.wire.ClusterLimits;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.GridEngineSettings;

/** With a stand-in for {@code crontab} on the PATH, which keeps the table in a file. */
class KeepaliveTest {
    private static final String MINE = "MAILTO=me\n0 3 * * * backup # 5% off\n";

    @TempDir
    Path folder;

    private Path table;
    private StateFolder state;
    private Keepalive keepalive;

    @BeforeEach
    void prepare() throws IOException {
        table = folder.resolve("table");
        var bin = Files.createDirectory(folder.resolve("bin"));
        for (var name : List.of("crontab", "scrontab")) {
            var file = bin.resolve(name);
            Files.writeString(file, """
                    #!/bin/sh
                    [ ! -e "$TABLE.broken" ] || { echo "You are not allowed to use this program" >&2; exit 1; }
                    case $1 in
                    -l) [ -e "$TABLE" ] || { echo "no crontab for me" >&2; exit 1; }; cat "$TABLE" ;;
                    *) cat "$1" >"$TABLE" ;;
                    esac
                    """);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
        state = StateFolder.of(folder.resolve("it's 100%"), "slurm-triton");
        state.ensure();
        keepalive = keepalive();
    }

    private Keepalive keepalive() throws IOException {
        var path = folder.resolve("bin") + ":/usr/bin:/bin";
        var system = new SystemCommandRunner(Map.of("PATH", path, "TABLE", table.toString()), folder);
        CommandRunner runner = (argv, limit) -> {
            var words = new ArrayList<>(List.of("/usr/bin/env"));
            words.addAll(argv);
            return system.run(words, limit);
        };
        var lib = folder.resolve("lib");
        Files.createDirectories(lib);
        Files.writeString(lib.resolve("start"), "echo \"$SGE_ROOT $*\" >>'" + folder + "/started'\n");
        return new Keepalive(
                new Site(
                        folder.resolve("root"),
                        lib,
                        Path.of("/usr/bin/java"),
                        "ab".repeat(32),
                        new Host("login1", "boot"),
                        Map.of("PATH", path, "SGE_ROOT", "/opt/sge", "SECRET", "hush"),
                        InstantSource.system(),
                        runner),
                state,
                "slurm");
    }

    private static ClusterSettings wanted(String program) {
        return new ClusterSettings(
                "slurm",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                GridEngineSettings.NONE,
                new ClusterLimits(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(program)));
    }

    @Test
    void theBlockComesOnceAndGoesAndAllElseStays() throws Exception {
        Files.writeString(table, MINE);

        keepalive.hear(wanted("crontab"));
        keepalive.hear(wanted("crontab"));
        keepalive().hear(wanted("crontab"));

        assertThat(Files.readString(table))
                .startsWith(MINE + "# neronet keepalive begin " + state.path() + "\n*/5 * * * * sh '");
        assertThat(Files.readString(table).lines().filter(line -> line.contains("keepalive.sh")))
                .singleElement()
                .asString()
                .contains("100\\%", "it'\\''s")
                .endsWith(" >/dev/null 2>&1");
        assertThat(keepalive.warnings()).isEmpty();

        keepalive().hear(wanted(null));
        assertThat(Files.readString(table)).isEqualTo(MINE);
        assertThat(state.path().resolve("keepalive.sh")).doesNotExist();
    }

    @Test
    void withoutTheKeyNothingIsTouched() {
        keepalive.hear(wanted(null));
        keepalive.remove();

        assertThat(table).doesNotExist();
    }

    @Test
    void anotherTableTakesOverAndForGoodTakesAllAway() throws Exception {
        keepalive.hear(wanted("crontab"));
        keepalive.hear(wanted("scrontab"));
        assertThat(Files.readString(table)).contains("#SCRON --output=/dev/null");
        assertThat(Files.readString(table).split("keepalive.sh")).hasSize(2);

        keepalive.remove();
        assertThat(table).isEmptyFile();
    }

    @Test
    void aTableThatCannotBeReadIsNotWrittenAndToldOf() throws Exception {
        Files.writeString(table, MINE);
        Files.createFile(folder.resolve("table.broken"));

        keepalive.hear(wanted("crontab"));

        assertThat(Files.readString(table)).isEqualTo(MINE);
        assertThat(keepalive.warnings()).containsExactly("keepalive: crontab: You are not allowed to use this program");
        Files.delete(folder.resolve("table.broken"));
        keepalive.hear(wanted("crontab"));
        assertThat(keepalive.warnings()).isEmpty();
        assertThat(Files.readString(table)).contains("keepalive.sh");
    }

    @Test
    void theScriptStartsHerOnlyWhenHerLeaseIsOld() throws Exception {
        keepalive.hear(wanted("crontab"));
        var script = state.path().resolve("keepalive.sh");
        assertThat(Files.readString(script)).doesNotContain("SECRET", "hush");
        Files.writeString(state.lease(), "{}");

        run(script);
        assertThat(folder.resolve("started")).doesNotExist();

        Files.setLastModifiedTime(state.lease(), FileTime.from(Instant.now().minus(Duration.ofMinutes(5))));
        run(script);
        assertThat(folder.resolve("started"))
                .hasContent("/opt/sge --java /usr/bin/java daemon slurm --root " + folder.resolve("root"));
    }

    private void run(Path script) throws IOException, InterruptedException {
        var result = new SystemCommandRunner().run(List.of("sh", script.toString()), Duration.ofSeconds(10));
        assertThat(result.succeeded()).as("%s", result).isTrue();
    }

    @Test
    void aBlockWithoutItsEndIsLeftToTheUser() {
        assertThatThrownBy(() -> KeepaliveTable.with("# neronet keepalive begin x\nmine\n", "x", List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is missing in the table");
    }
}
