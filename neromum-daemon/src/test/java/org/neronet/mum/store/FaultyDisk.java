package org.neronet.mum.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** A disk that fails as often as it is told to, writes each time after having written the bytes. */
final class FaultyDisk implements SegmentWriter.Opener {
    private static final int BLOCK = 4096;

    private int failingWrites;
    private int failingOpens;
    private boolean cutsBack = true;
    private int syncs;
    private final Set<String> unreadable = new HashSet<>();
    private final Set<String> badBlocks = new HashSet<>();

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

    /** A file of this name cannot be opened for reading. */
    void failReads(String name) {
        unreadable.add(name);
    }

    /** A block of a file, of 4 KiB from its start, cannot be read. */
    void failBlock(String name, long block) {
        badBlocks.add(name + ":" + block);
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

    @Override
    public SegmentSource read(Path file) throws IOException {
        var name = file.getFileName().toString();
        if (unreadable.contains(name)) {
            throw new IOException("Input/output error");
        }
        var real = SegmentSource.of(file);
        return new SegmentSource() {
            @Override
            public int read(ByteBuffer into, long at) throws IOException {
                for (long block = at / BLOCK; block * BLOCK < at + into.remaining(); block++) {
                    if (badBlocks.contains(name + ":" + block)) {
                        throw new IOException("Input/output error");
                    }
                }
                return real.read(into, at);
            }

            @Override
            public long size() throws IOException {
                return real.size();
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }
}
