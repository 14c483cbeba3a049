package org.neronet.man.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.man.service.NewFiles.NewFile;

class NewFilesTest {
    @TempDir
    Path folder;

    @Test
    void privateFilesAreTheUsersAlone() throws Exception {
        var mine = folder.resolve("a/mine");
        var shared = folder.resolve("b/c/shared");

        NewFiles.write(List.of(new NewFile(mine, "1", true), new NewFile(shared, "2", false)));

        assertThat(mine).hasContent("1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mine)))
                .isEqualTo("rw-------");
        var plain = Files.writeString(folder.resolve("plain"), "");
        assertThat(Files.getPosixFilePermissions(shared)).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void whenOneCannotBeWrittenNoneIs() throws Exception {
        var there = Files.writeString(folder.resolve("there"), "old");
        var first = folder.resolve("first");

        assertThatThrownBy(() -> NewFiles.write(List.of(new NewFile(first, "1", true), new NewFile(there, "2", true))))
                .hasMessage("cannot write " + there + ": something else is there already");

        assertThat(first).doesNotExist();
        assertThat(there).hasContent("old");
    }
}
