package org.neronet.common.follow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.metric.Reading;
import org.neronet.common.metric.SampleReader;

/**
 * Follows a file that grows, or several that are one run one after the other. An offset is the place in the file and, in
 * front of it, which file it is: each further file, and each file that is written anew, is the next one. Of a file
 * written anew, what was known of a metric up to its highest step is passed over.
 */
final class FileFollower implements Followed {
    /** Longer than any file. */
    private static final long GENERATION = 1L << 44;

    private final MetricSource source;
    private final Supplier<SampleReader> readers;
    private final Known known;
    private final long passOver;
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, Double> highest = new HashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private Optional<Reading.Progress> progress = Optional.empty();
    private long generation;
    private long last;

    /** @param readers makes a fresh reader for each file, and for each time that one is written anew */
    FileFollower(MetricSource source, Supplier<SampleReader> readers, Known known) {
        this.source = source;
        this.readers = readers;
        this.known = known;
        passOver = Math.max(0, known.offset(source));
        last = passOver;
    }

    /** Follows one file: it is taken for the one that was read last. */
    FileFollower only(Path file) throws IOException {
        var part = new Part(file);
        parts.add(part);
        generation = passOver / GENERATION;
        if (part.file.length() < passOver % GENERATION) {
            generation++;
            part.renewed = true;
        }
        part.generation = generation;
        return this;
    }

    /** Goes on with one more file behind those before; all of them must be added in the same order always. */
    FileFollower add(Path file) {
        var part = new Part(file);
        part.generation = parts.isEmpty() ? 0 : ++generation;
        parts.add(part);
        return this;
    }

    @Override
    public MetricSource source() {
        return source;
    }

    @Override
    public List<MetricSample> read(byte[] buffer) throws IOException {
        var fresh = new ArrayList<MetricSample>();
        for (var part : parts) {
            int count = part.file.read(buffer);
            if (count < 0) {
                if (part.file.isRotated()) {
                    add(part, part.reader.finish(), fresh);
                }
                part.reader = readers.get();
                part.generation = ++generation;
                part.renewed = true;
                count = part.file.read(buffer);
            }
            if (count > 0) {
                add(part, part.reader.feed(buffer, count), fresh);
            }
            look(part);
        }
        return fresh;
    }

    @Override
    public boolean isAtEnd() {
        return parts.stream().allMatch(part -> part.file.isAtEnd());
    }

    @Override
    public List<MetricSample> finish() {
        var fresh = new ArrayList<MetricSample>();
        for (var part : parts) {
            add(part, part.reader.finish(), fresh);
            look(part);
        }
        return fresh;
    }

    @Override
    public void freeze() throws IOException {
        for (var part : parts) {
            part.file.freeze();
        }
    }

    @Override
    public Optional<Reading.Progress> progress() {
        return progress;
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void look(Part part) {
        part.reader.progress().ifPresent(now -> progress = Optional.of(now));
        part.reader.warning().ifPresent(text -> warnings.add(part.path + " " + text));
    }

    private void add(Part part, List<MetricSample> samples, List<MetricSample> fresh) {
        for (var sample : samples) {
            boolean repeated = part.renewed && sample.step() <= highest(sample.name());
            highest.merge(sample.name(), sample.step(), Math::max);
            long offset = part.generation * GENERATION + sample.offset();
            if (!repeated && offset > passOver) {
                // Two files that grow at once must not go backwards.
                last = Math.max(offset, offset < last ? last + 1 : last);
                fresh.add(new MetricSample(sample.name(), sample.step(), sample.value(), last));
            }
        }
    }

    private double highest(String metric) {
        var step = highest.get(metric);
        return step != null ? step : known.step(source, metric).orElse(Double.NEGATIVE_INFINITY);
    }

    /** One of the files. */
    private final class Part {
        private final GrowingFile file;
        private final String path;
        private SampleReader reader = readers.get();
        private long generation;
        private boolean renewed;

        Part(Path path) {
            file = new GrowingFile(path);
            this.path = path.getFileName().toString();
        }
    }
}
