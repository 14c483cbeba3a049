package org.neronet.mum.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of the journal open for reading. */
interface SegmentSource extends Closeable {
    /** Reads some bytes from a place in the file; fewer than 0 at its end. */
    int read(ByteBuffer into, long at) throws IOException;

    long size() throws IOException;

    /** A file on the real disk. */
    static SegmentSource of(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        return new SegmentSource() {
            @Override
            public int read(ByteBuffer into, long at) throws IOException {
                return channel.read(into, at);
            }

            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
