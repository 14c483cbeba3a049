package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.disk.Sha256;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.experiment.KidOrders;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.ClusterSettings;

class AttemptLayoutTest {
    private static final byte[] KEY = new byte[32];

    @TempDir
    Path temp;

    private AttemptFolder place;

    @BeforeEach
    void name() {
        place = new AttemptFolder(temp.resolve("attempts/one"));
    }

    @Test
    void laysOutCodeKeyAndOrders() throws Exception {
        var plan = Plans.withCode(blob("src/deep/main.py", "print(1)", false), blob("run.sh", "#!/bin/sh", true));

        lay(plan);

        assertThat(place.work().resolve("src/deep/main.py")).hasContent("print(1)");
        assertThat(mode(place.work().resolve("src/deep/main.py"))).isEqualTo("rw-------");
        assertThat(mode(place.work().resolve("run.sh"))).isEqualTo("rwx------");
        assertThat(mode(place.work().resolve("src"))).isEqualTo("rwx------");
        assertThat(mode(place.root())).isEqualTo("rwx------");
        assertThat(place.key()).hasContent("00".repeat(32));
        assertThat(mode(place.key())).isEqualTo("rw-------");
        var orders = KidOrders.fromJson(Json.parseObject(Files.readString(place.orders())));
        assertThat(orders)
                .isEqualTo(new KidOrders(
                        plan.key(), temp.resolve("endpoint").toString(), List.of("loss"), JsonObject.empty()));
    }

    @Test
    void theFolderInWhichTheProgramStartsIsMadeBesideTheCode() throws Exception {
        var plan = Plans.startingIn("src/new/er", Plans.withCode(blob("src/main.py", "print(1)", false)));

        lay(plan);
        lay(plan);

        assertThat(place.work().resolve("src/new/er")).isEmptyDirectory();
        assertThat(mode(place.work().resolve("src/new"))).isEqualTo("rwx------");
        assertThat(place.argv())
                .content()
                .isEqualTo("set -- 'true'\ncd -- \"$neronet_folder/work/\"'src/new/er' || exit 126\n");
    }

    @Test
    void aFileInThePlaceOfThatFolderIsAFault() throws Exception {
        var plan = Plans.startingIn("main.py", Plans.withCode(blob("main.py", "print(1)", false)));

        assertThatThrownBy(() -> lay(plan))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is no folder, but one belongs there");
    }

    @Test
    void aLargeFileIsALinkToTheBlobUnlessItIsExecutable() throws Exception {
        var plan = Plans.withCode(large("data.bin", false), large("tool", true));

        lay(plan);
        lay(plan);

        assertThat(Files.readSymbolicLink(place.work().resolve("data.bin"))).isEqualTo(temp.resolve("blob-data.bin"));
        assertThat(place.work().resolve("tool")).isRegularFile().isExecutable();
        assertThat(Files.isSymbolicLink(place.work().resolve("tool"))).isFalse();
    }

    @Test
    void aBrokenOffLayoutIsMended() throws Exception {
        var plan = Plans.withCode(blob("a", "whole", false));
        Files.createDirectories(place.work());
        Files.writeString(place.work().resolve("a"), "wh");
        Files.writeString(place.argv(), "");

        lay(plan);

        assertThat(place.work().resolve("a")).hasContent("whole");
        assertThat(place.argv()).content().isEqualTo("set -- 'true'\n");
    }

    @Test
    void aClaimedFolderIsLeftAlone() throws Exception {
        lay(Plans.withCode(blob("a", "old", false)));
        Files.writeString(place.claim(), "job=1\n");
        Files.writeString(place.work().resolve("a"), "changed by the program");

        lay(Plans.withCode(blob("a", "new", false)));

        assertThat(place.work().resolve("a")).hasContent("changed by the program");
    }

    @Test
    void linksAreNotFollowedOutOfTheFolder() throws Exception {
        var plan = Plans.withCode(blob("sub/a", "text", false));
        Files.createDirectories(place.work());
        Files.createSymbolicLink(place.work().resolve("sub"), Files.createDirectory(temp.resolve("outside")));

        assertThatThrownBy(() -> lay(plan))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("sub");

        assertThat(temp.resolve("outside")).isEmptyDirectory();
    }

    @Test
    void aLinkInAFilesPlaceIsReplacedAndNotWrittenThrough() throws Exception {
        Files.createDirectories(place.work());
        Files.writeString(temp.resolve("outside"), "precious");
        Files.createSymbolicLink(place.work().resolve("a"), temp.resolve("outside"));

        lay(Plans.withCode(blob("a", "text", false)));

        assertThat(temp.resolve("outside")).hasContent("precious");
        assertThat(place.work().resolve("a")).hasContent("text");
    }

    @Test
    void whatNoProgramCanGetIsRefusedBeforeAnythingIsMade() {
        assertThatThrownBy(() -> lay(Plans.of(1, "a\0b"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lay(Plans.with(Map.of("A=B;rm", "x"), List.of(), "true")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A=B;rm");
        assertThatThrownBy(() -> layout().lay(Plans.of(1, "true"), place.root(), new byte[5]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(place.root()).doesNotExist();
    }

    @Test
    void theEnvironmentFileIsQuotedExceptForTheSetupLines() throws Exception {
        var plan = Plans.with(Map.of("B", "it's", "A", "$(id)\nx"), List.of("module load hers"), "true");

        lay(plan);

        assertThat(place.environment()).content().isEqualTo("""
                        umask 0027
                        unset SLURM_EXPORT_ENV NERONET_TEST_JVM_OPTS
                        export A='$(id)
                        x'
                        export B='it'\\''s'
                        export PYTHONUNBUFFERED="${PYTHONUNBUFFERED-1}"
                        export NERONET_DIR="$neronet_folder"
                        export NERONET_METRICS="$neronet_folder/metrics"
                        export NERONET_STOP_FILE="$neronet_folder/stop"
                        export NERONET_PARAMS="$neronet_folder/params.json"
                        case $neronet_folder in
                            *:*) ;;
                            *)
                                export PATH="${PATH:+$PATH:}${neronet_folder%/*/*}/api"
                                export PYTHONPATH="${PYTHONPATH:+$PYTHONPATH:}${neronet_folder%/*/*}/api"
                                ;;
                        esac
                        export NERONET_EXPERIMENT='lang/it'\\''s'
                        export NERONET_ID='1'
                        export NERONET_RUN_ID='1'
                        export NERONET_ATTEMPT='1'
                        neronet_laid=yes
                        module load cluster
                        module load hers
                        """);
    }

    @Test
    void theUmaskIsTheOneThatTheLauncherFound() {
        var settings = new ClusterSettings(
                "slurm", Optional.empty(), Optional.empty(), List.of(), List.of("a"), Optional.empty());

        assertThat(LayoutSettings.of(settings, Map.of("NERONET_USER_UMASK", "0007")))
                .isEqualTo(new LayoutSettings(List.of("a"), "0007"));
        assertThat(LayoutSettings.of(settings, Map.of()).umask()).isEqualTo("0022");
        assertThat(LayoutSettings.of(settings, Map.of("NERONET_USER_UMASK", "u=rwx;id"))
                        .umask())
                .isEqualTo("0022");
        assertThatThrownBy(() -> new LayoutSettings(List.of(), "8")).isInstanceOf(IllegalArgumentException.class);
    }

    private void lay(AttemptPlan plan) throws IOException {
        layout().lay(plan, place.root(), KEY);
    }

    private AttemptLayout layout() {
        var settings = new LayoutSettings(List.of("module load cluster"), "0027");
        return new AttemptLayout(digest -> blobs.get(digest), temp.resolve("endpoint"), settings);
    }

    private final Map<String, Path> blobs = new java.util.HashMap<>();

    private CodeFile blob(String path, String text, boolean executable) throws IOException {
        var digest = Sha256.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var file = Files.writeString(temp.resolve(digest), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        blobs.put(digest, file);
        return new CodeFile(path, text.length(), digest, executable);
    }

    private CodeFile large(String path, boolean executable) throws IOException, FileNotFoundException {
        var file = temp.resolve("blob-" + path);
        long size = (16L << 20) + 1;
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
        var digest = Sha256.of(path.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        blobs.put(digest, file);
        return new CodeFile(path, size, digest, executable);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
