package org.neronet.common.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.metric.FileOptions;
import org.neronet.common.metric.OutputReader;
import org.neronet.common.metric.Reading;
import org.neronet.common.metric.Selection;
import org.neronet.common.metric.SnapshotMetricReader;

/**
 * Follows a file that is written anew each time: what is behind the highest step known of a metric is new. An offset is
 * the number of the sample. While the file is not whole, what it said before stands.
 */
final class SnapshotFollower implements Followed {
    private final MetricSource source;
    private final Path path;
    private final SnapshotMetricReader reader;
    private final FileOptions options;
    private final Selection selection;
    private final Known known;
    private final GrowingFile file;
    private final Map<String, Double> highest = new HashMap<>();
    private final Map<String, Double> values = new HashMap<>();
    private long count;
    private boolean tooLong;
    private boolean torn;

    SnapshotFollower(
            MetricSource source,
            Path path,
            SnapshotMetricReader reader,
            FileOptions options,
            Selection selection,
            Known known) {
        this.source = source;
        this.path = path;
        this.reader = reader;
        this.options = options;
        this.selection = selection;
        this.known = known;
        file = new GrowingFile(path);
        count = Math.max(0, known.offset(source));
    }

    @Override
    public MetricSource source() {
        return source;
    }

    @Override
    public List<MetricSample> read(byte[] buffer) throws IOException {
        return file.hasChanged() || torn ? look() : List.of();
    }

    private List<MetricSample> look() throws IOException {
        try (var in = Files.newInputStream(path)) {
            var content = in.readNBytes(SnapshotMetricReader.MAX_BYTES + 1);
            tooLong |= content.length > SnapshotMetricReader.MAX_BYTES;
            var readings = tooLong ? Optional.of(List.<Reading>of()) : reader.read(content, options);
            torn = readings.isEmpty();
            return readings.map(this::fresh).orElse(List.of());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private List<MetricSample> fresh(List<Reading> readings) {
        var fresh = new ArrayList<MetricSample>();
        for (var reading : readings) {
            if (reading instanceof Reading.Value value && selection.keeps(value.name())) {
                sample(selection.name(value.name()), value).ifPresent(fresh::add);
            }
        }
        return fresh;
    }

    private Optional<MetricSample> sample(String name, Reading.Value value) {
        var before = highest(name);
        boolean full = before.isEmpty() && highest.size() >= OutputReader.MAX_METRICS;
        if (full || name.isBlank() || name.length() > OutputReader.MAX_NAME) {
            return Optional.empty();
        }
        double now = value.value();
        boolean same = values.containsKey(name) && Double.compare(values.get(name), now) == 0;
        double next = before.isPresent() ? before.getAsDouble() + 1 : 0;
        double step = value.step().orElse(next);
        boolean isNew = value.step().isPresent() ? before.isEmpty() || step > before.getAsDouble() : !same;
        if (!isNew) {
            return Optional.empty();
        }
        highest.put(name, step);
        values.put(name, now);
        return Optional.of(new MetricSample(name, step, now, ++count));
    }

    private OptionalDouble highest(String name) {
        var step = highest.get(name);
        return step != null ? OptionalDouble.of(step) : known.step(source, name);
    }

    @Override
    public boolean isAtEnd() {
        return true;
    }

    @Override
    public List<MetricSample> finish() throws IOException {
        return look();
    }

    @Override
    public void freeze() {
        // It is read at once and as a whole.
    }

    @Override
    public Optional<Reading.Progress> progress() {
        return Optional.empty();
    }

    @Override
    public List<String> warnings() {
        return tooLong
                ? List.of(path.getFileName() + " is longer than " + SnapshotMetricReader.MAX_BYTES
                        + " bytes and is not read any more")
                : List.of();
    }
}
