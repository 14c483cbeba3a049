package org.neronet.common.follow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.metric.Reading;
import org.neronet.common.metric.SampleReader;

/**
 * Follows one output file from its beginning. A file that became shorter is waited for until it is longer than what was
 * read, so that no place is read twice.
 */
final class StreamFollower implements Followed {
    private final MetricSource source;
    private final Path file;
    private final SampleReader reader;
    private final long passOver;
    private long limit = Long.MAX_VALUE;
    private long position;
    private long size;
    private boolean shrunk;

    /** @param passOver samples up to this offset are known already */
    StreamFollower(MetricSource source, Path file, SampleReader reader, long passOver) {
        this.source = source;
        this.file = file;
        this.reader = reader;
        this.passOver = passOver;
    }

    @Override
    public MetricSource source() {
        return source;
    }

    @Override
    public List<MetricSample> read(byte[] buffer) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            size = channel.size();
            shrunk |= size < position;
            int most = (int) Math.min(buffer.length, Math.min(size, limit) - position);
            int count = most > 0 ? channel.read(ByteBuffer.wrap(buffer, 0, most), position) : 0;
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

    @Override
    public List<MetricSample> finish() {
        return fresh(reader.finish());
    }

    @Override
    public void freeze() throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            size = channel.size();
        } catch (NoSuchFileException e) {
            size = 0;
        }
        limit = size;
    }

    @Override
    public boolean isAtEnd() {
        return position >= Math.min(size, limit);
    }

    /** How much of the file can be had in full, bytes. */
    long end() {
        return Math.min(position, size);
    }

    @Override
    public Optional<Reading.Progress> progress() {
        return reader.progress();
    }

    @Override
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (shrunk) {
            warnings.add(
                    file.getFileName() + " became shorter while it was read; what was written anew up to that place "
                            + "is not looked at");
        }
        reader.warning().ifPresent(text -> warnings.add(file.getFileName() + ": " + text));
        return warnings;
    }

    private List<MetricSample> fresh(List<MetricSample> samples) {
        if (samples.isEmpty() || samples.get(0).offset() > passOver) {
            return samples;
        }
        return samples.stream().filter(sample -> sample.offset() > passOver).toList();
    }
}
