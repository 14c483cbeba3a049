package org.neronet.man.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.neronet.common.disk.Sha256;
import org.neronet.man.history.FileMemory;

/** Digests of files; what is remembered of an earlier run is not read again, as long as the file looks as it did. */
final class FileDigests {
    /** A file changed so lately may change again without looking changed. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final FileMemory memory;
    private final Map<Path, FileMemory.Known> fresh = new HashMap<>();
    private final Map<String, FileMemory.Known> seen = new HashMap<>();

    FileDigests(FileMemory memory) {
        this.memory = memory;
    }

    String of(Path file) throws IOException {
        var state = state(file);
        var known = seen.get(file + "\n" + state);
        if (known == null) {
            known = memory.of(file).filter(each -> each.state().equals(state)).orElse(null);
        }
        if (known == null) {
            known = new FileMemory.Known(state, Sha256.of(file));
            if (isSettled(file)) {
                fresh.put(file, known);
            }
        }
        seen.put(file + "\n" + state, known);
        return known.sha256();
    }

    /** Keeps for later runs what this one had to read. */
    void remember() {
        if (!fresh.isEmpty()) {
            memory.keep(fresh);
            fresh.clear();
        }
    }

    /** Size, both times and inode: what git, too, takes for the sign of a change. */
    private static String state(Path file) throws IOException {
        var attributes = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
        return "%s %s %s %s"
                .formatted(
                        attributes.get("size"),
                        attributes.get("lastModifiedTime"),
                        attributes.get("ctime"),
                        attributes.get("ino"));
    }

    private static boolean isSettled(Path file) throws IOException {
        var changed = (FileTime) Files.getAttribute(file, "unix:ctime");
        return changed.toMillis() < System.currentTimeMillis() - SETTLED.toMillis();
    }
}
