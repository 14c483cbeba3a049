package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.process.CommandRunner;

/** Makes many small files durable at once: one call for their file system where {@code sync -f} knows it, else each. */
public final class TreeSync {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final CommandRunner runner;

    public TreeSync(CommandRunner runner) {
        this.runner = runner;
    }

    /**
     * Everything in the folders is on disk when this returns.
     *
     * @param root of the same file system as the folders
     * @throws IOException when a file cannot be made durable
     */
    public void sync(Path root, Collection<Path> folders) throws IOException, InterruptedException {
        if (!isSyncedAsAWhole(root)) {
            for (var folder : folders) {
                syncEach(folder);
            }
            AtomicFile.syncFolder(root);
        }
    }

    /** Busybox and old systems have no such option; a disk that others keep busy may take too long. */
    private boolean isSyncedAsAWhole(Path root) throws InterruptedException {
        try {
            return runner.run(List.of("sync", "-f", root.toString()), LIMIT).succeeded();
        } catch (IOException e) {
            return false;
        }
    }

    private static void syncEach(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var each : (Iterable<Path>) all::iterator) {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
                        || Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    try (var channel = FileChannel.open(each, StandardOpenOption.READ)) {
                        channel.force(true);
                    }
                }
            }
        }
        AtomicFile.syncFolder(folder.toAbsolutePath().getParent());
    }
}
