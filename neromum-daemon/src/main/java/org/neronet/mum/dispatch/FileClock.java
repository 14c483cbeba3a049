package org.neronet.mum.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import org.neronet.common.experiment.AttemptFolder;

/** The clock by which files get their times, which need be neither this host's nor a node's. */
interface FileClock {
    /** What a file written now gets. */
    Instant now(AttemptFolder folder) throws IOException;

    /** Finds out by writing one. */
    static Instant probe(AttemptFolder folder) throws IOException {
        var probe = Files.createTempFile(folder.root(), ".clock", "");
        try {
            return Files.getLastModifiedTime(probe).toInstant();
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
