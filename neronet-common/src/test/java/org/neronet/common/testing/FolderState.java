package org.neronet.common.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Everything below a folder as it is now, to see that a command changed nothing. */
public record FolderState(Map<String, String> entries) {
    private static final long LARGE = 1 << 22;

    public FolderState {
        entries = Map.copyOf(entries);
    }

    /** Names, kinds, modes, times and contents; of large files not the contents. */
    public static FolderState of(Path folder) {
        var entries = new TreeMap<String, String>();
        try (var all = Files.walk(folder)) {
            for (var each : all.toList()) {
                entries.put(folder.relativize(each).toString(), entry(each));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FolderState(entries);
    }

    private static String entry(Path file) throws IOException {
        var about = Files.readAttributes(file, "unix:mode,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        boolean readable = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(file);
        var content = readable && Files.size(file) < LARGE ? Arrays.hashCode(Files.readAllBytes(file)) : 0;
        // A folder's size and time also change when a file in it came and went, as the lock of a database does.
        return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                ? "folder " + about.get("mode")
                : new TreeMap<>(about) + " " + content;
    }
}
