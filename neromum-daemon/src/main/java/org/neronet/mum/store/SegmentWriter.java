package org.neronet.mum.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A segment open for appending. */
interface SegmentWriter extends Closeable {
    /** Appends all of the bytes and waits until they are on disk. */
    void append(byte[] bytes) throws IOException;

    void truncate(long size) throws IOException;

    /** Opens segments; a test's one can fail as disks do. */
    @FunctionalInterface
    interface Opener {
        /** @param isNew whether the file is to be made, and must not exist */
        SegmentWriter open(Path file, boolean isNew) throws IOException;

        /** Opens a file for reading. */
        default SegmentSource read(Path file) throws IOException {
            return SegmentSource.of(file);
        }
    }
}
