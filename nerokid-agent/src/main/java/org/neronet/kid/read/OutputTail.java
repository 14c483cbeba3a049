package org.neronet.kid.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.neronet.common.event.MetricSample;
import org.neronet.common.metric.OutputReader;

/**
 * Follows one output file from its beginning and reads its metrics. A file that became shorter is waited for until it
 * is longer than what was read, so that no place is read twice. Owned by one thread.
 */
final class OutputTail {
    private final Path file;
    private final OutputReader reader;
    private final long passOver;
    private long position;
    private long size;
    private boolean shrunk;

    /** @param passOver samples up to this offset are in the spool already, -1 for none */
    OutputTail(Path file, OutputReader reader, long passOver) {
        this.file = file;
        this.reader = reader;
        this.passOver = passOver;
    }

    /** Reads one buffer's worth on, and gives the samples in it that are new. */
    List<MetricSample> read(byte[] buffer) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            size = channel.size();
            shrunk |= size < position;
            int count = size > position ? channel.read(ByteBuffer.wrap(buffer), position) : 0;
            if (count <= 0) {
                return List.of();
            }
            position += count;
            return fresh(reader.feed(buffer, count));
        } catch (NoSuchFileException e) {
            shrunk |= position > 0;
            size = 0;
            return List.of();
        }
    }

    /** The samples of a last line without an end. */
    List<MetricSample> finish() {
        return fresh(reader.finish());
    }

    /** Whether everything that the file held at the last look was read. */
    boolean isAtEnd() {
        return position >= size;
    }

    /** How much of the file can be had in full, bytes. */
    long end() {
        return Math.min(position, size);
    }

    /** Whether the file became shorter while it was read. */
    boolean isShrunk() {
        return shrunk;
    }

    /** The stream's name. */
    String file() {
        return file.getFileName().toString();
    }

    OutputReader reader() {
        return reader;
    }

    private List<MetricSample> fresh(List<MetricSample> samples) {
        if (samples.isEmpty() || samples.get(0).offset() > passOver) {
            return samples;
        }
        return samples.stream().filter(sample -> sample.offset() > passOver).toList();
    }
}
