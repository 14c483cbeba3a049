package org.neronet.mum.store;

import java.io.IOException;
import java.nio.file.Path;

/** A disk that fails as often as it is told to, each time after having written the bytes. */
final class FaultyDisk implements SegmentWriter.Opener {
    private int failingWrites;
    private int failingOpens;
    private boolean cutsBack = true;
    private int syncs;

    /** The next so many writes fail in their fsync. */
    void failWrites(int count) {
        failingWrites = count;
    }

    void failOpens(int count) {
        failingOpens = count;
    }

    void refuseToCutBack() {
        cutsBack = false;
    }

    int syncs() {
        return syncs;
    }

    @Override
    public SegmentWriter open(Path file, boolean isNew) throws IOException {
        if (isNew && failingOpens-- > 0) {
            throw new IOException("No space left on device");
        }
        var real = FileSegmentWriter.open(file, isNew);
        return new SegmentWriter() {
            @Override
            public void append(byte[] bytes) throws IOException {
                real.append(bytes);
                syncs++;
                if (failingWrites-- > 0) {
                    throw new IOException("Input/output error");
                }
            }

            @Override
            public void truncate(long size) throws IOException {
                if (!cutsBack) {
                    throw new IOException("Input/output error");
                }
                real.truncate(size);
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }
}
