package org.neronet.man.service;

import java.nio.file.Path;

/**
 * What became of a typed command line.
 *
 * @param file the folder's {@code config.yaml}
 * @param block what describes the experiment
 */
public record Draft(Path file, String block, Kind kind) {
    /** Where the block is now. */
    public enum Kind {
        /** In a new file. */
        WRITTEN,
        /** At the end of the file that was there. */
        APPENDED,
        /** Nowhere: there is a file already, and it stays as it is. */
        NOT_WRITTEN
    }
}
