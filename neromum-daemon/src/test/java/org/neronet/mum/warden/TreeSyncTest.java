package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.SystemCommandRunner;

class TreeSyncTest {
    @TempDir
    Path root;

    @Test
    void oneCallIsEnoughForAll() throws Exception {
        var calls = new ArrayList<List<String>>();
        var sync = new TreeSync((argv, limit) -> {
            calls.add(argv);
            return new CommandResult(0, "", "", false);
        });

        sync.sync(root, List.of(root.resolve("a"), root.resolve("b")));

        assertThat(calls).containsExactly(List.of("sync", "-f", root.toString()));
    }

    @Test
    void theSystemsOwnSyncKnowsIt() throws Exception {
        Files.writeString(Files.createDirectory(root.resolve("a")).resolve("f"), "x");

        new TreeSync(new SystemCommandRunner()).sync(root, List.of(root.resolve("a")));

        assertThat(root.resolve("a/f")).hasContent("x");
    }

    @Test
    void whereItDoesNotKnowItEachFileIsSynced() throws Exception {
        Files.writeString(Files.createDirectory(root.resolve("a")).resolve("f"), "x");
        Files.createSymbolicLink(root.resolve("a/link"), Path.of("/nowhere"));

        new TreeSync((argv, limit) -> new CommandResult(1, "", "invalid option", false))
                .sync(root, List.of(root.resolve("a")));
        new TreeSync((argv, limit) -> {
                    throw new IOException("no such program");
                })
                .sync(root, List.of(root.resolve("a")));

        assertThat(root.resolve("a/f")).hasContent("x");
    }

    @Test
    void aFolderThatIsGoneIsNotCalledDurable() {
        var sync = new TreeSync((argv, limit) -> new CommandResult(1, "", "", false));

        assertThatThrownBy(() -> sync.sync(root, List.of(root.resolve("gone")))).isInstanceOf(IOException.class);
    }
}
