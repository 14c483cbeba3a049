package org.neronet.man.service;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.neronet.common.disk.Sha256;
import org.neronet.common.experiment.CodeFile;
import org.neronet.man.history.History;
import org.neronet.man.submit.CodeSnapshot;

/** Keeps the text of a snapshot's small files in the history, so that later {@code diff} can show what has changed. */
final class SourceKeeper {
    private static final long LARGEST = 100_000;
    private static final long MOST_BYTES = 2_000_000;
    private static final int MOST_FILES = 500;

    private final History history;
    private final Set<CodeSnapshot> kept = Collections.newSetFromMap(new IdentityHashMap<>());

    SourceKeeper(History history) {
        this.history = history;
    }

    void keep(Collection<CodeSnapshot> snapshots) {
        snapshots.stream().filter(kept::add).forEach(this::keep);
    }

    private void keep(CodeSnapshot snapshot) {
        var digests = new HashSet<String>();
        chosen(snapshot).forEach(file -> digests.add(file.sha256()));
        var contents = new HashMap<String, byte[]>();
        for (var digest : history.unkeptSources(digests)) {
            try {
                var bytes = Files.readAllBytes(snapshot.sources().get(digest));
                // What was edited since is not what the digest says, and binary data shows nothing.
                if (isText(bytes) && Sha256.of(bytes).equals(digest)) {
                    contents.put(digest, bytes);
                }
            } catch (IOException e) {
                continue; // It went away meanwhile; its digest is known all the same.
            }
        }
        if (!contents.isEmpty()) {
            history.keepSources(contents);
        }
    }

    /** The smallest ones, because code is small and data is not. */
    private static List<CodeFile> chosen(CodeSnapshot snapshot) {
        long[] left = {MOST_BYTES};
        return snapshot.files().stream()
                .filter(file -> file.size() <= LARGEST)
                .sorted(Comparator.comparingLong(CodeFile::size))
                .limit(MOST_FILES)
                .filter(file -> (left[0] -= file.size()) >= 0)
                .toList();
    }

    private static boolean isText(byte[] bytes) {
        for (byte each : bytes) {
            if (each == 0) {
                return false;
            }
        }
        return true;
    }
}
