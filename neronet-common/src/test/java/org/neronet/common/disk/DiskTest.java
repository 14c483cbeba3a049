package org.neronet.common.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

class DiskTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsReplacedAsAWholeAndPrivate() throws IOException {
        var file = folder.resolve("f");
        AtomicFile.write(file, "old and long");
        AtomicFile.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("f");
    }

    @Test
    void aFilePutInPlaceIsWholeAndPrivateToo() throws IOException {
        var file = folder.resolve("f");
        AtomicFile.place(file, "old and long");
        AtomicFile.place(file, "new");

        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("f");
    }

    @Test
    void permissionsCanBeChosen() throws IOException {
        var file = folder.resolve("f");
        AtomicFile.write(file, new byte[] {1}, "rwx------");

        assertThat(mode(file)).isEqualTo("rwx------");
    }

    @Test
    void aFailedWriteLeavesNothingBehind() throws IOException {
        var target = Files.createDirectories(folder.resolve("f/full"));

        assertThatThrownBy(() -> AtomicFile.write(target.getParent(), "x")).isInstanceOf(IOException.class);
        assertThat(folder.toFile().list()).containsExactly("f");
    }

    @Test
    void privateFoldersAreMadePrivate() throws IOException {
        var made = PrivateFolder.ensure(folder.resolve("a/b"));

        assertThat(mode(made)).isEqualTo("rwx------");
        assertThat(mode(made.getParent())).isEqualTo("rwx------");
        assertThat(PrivateFolder.ensure(made)).isEqualTo(made);
    }

    @Test
    void foldersThatOthersMayWriteToAreRefused() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxr-x"));

        assertThatThrownBy(() -> PrivateFolder.ensure(folder)).isInstanceOfSatisfying(NeronetException.class, e -> {
            assertThat(e.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(e.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("chmod"));
        });
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        var file = Files.createFile(folder.resolve("f"));

        assertThatThrownBy(() -> PrivateFolder.ensure(file)).hasMessageContaining("is not a folder");
    }

    @Test
    void digestsAreTheKnownOnes() throws IOException {
        var expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        assertThat(Sha256.of("abc".getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
        assertThat(Sha256.of(Files.writeString(folder.resolve("f"), "abc"))).isEqualTo(expected);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
