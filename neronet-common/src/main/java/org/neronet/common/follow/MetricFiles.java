package org.neronet.common.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.neronet.common.event.MetricSample;
import org.neronet.common.metric.FileMetricReader;
import org.neronet.common.metric.FileReaders;
import org.neronet.common.metric.KnownFiles;
import org.neronet.common.metric.LineMetricReader;
import org.neronet.common.metric.OutputReader;
import org.neronet.common.metric.Reading;
import org.neronet.common.metric.SampleCollector;
import org.neronet.common.metric.SampleReader;
import org.neronet.common.metric.Selection;
import org.neronet.common.metric.SnapshotMetricReader;
import org.neronet.common.metric.SourceReaders;
import org.neronet.common.metric.TracedSample;

/** Reads files that are there, once. */
public final class MetricFiles {
    private static final int BUFFER = 64 << 10;

    private MetricFiles() {}

    /**
     * How the reading of a file went.
     *
     * @param reader the reader's name; {@code auto} for those of lines
     */
    public record Outcome(String reader, Optional<Reading.Progress> progress, Optional<String> warning) {}

    /** The files in a folder that are known to hold metrics, the oldest first. */
    public static List<Path> in(Path folder) throws IOException {
        var prefix = KnownFiles.prefix(folder);
        return new WorkFolder(folder, name -> KnownFiles.has(prefix + name))
                .changedSince(FileTime.fromMillis(Long.MIN_VALUE)).stream()
                        .map(WorkFolder.Item::path)
                        .toList();
    }

    /**
     * Reads a file to its end.
     *
     * @param as the name of a reader that is installed; empty for the one that takes the file, or those of lines
     */
    public static Outcome read(Path file, Optional<String> as, Consumer<TracedSample> out) throws IOException {
        var found = as.isPresent() && FileReaders.named(as.get()).isEmpty()
                ? Optional.<FileMetricReader>empty()
                : choose(file, as);
        if (found.isEmpty()) {
            return lines(file, as, out);
        }
        var name = found.get().name();
        var source = SourceReaders.found(found.get(), path(file), Selection.ALL);
        if (source.snapshot().isPresent()) {
            return snapshot(file, source, out);
        }
        var reader = source.samples().get();
        feed(file, (buffer, count) -> tell(name, reader.feed(buffer, count), out));
        tell(name, reader.finish(), out);
        return outcome(name, reader);
    }

    private static Optional<FileMetricReader> choose(Path file, Optional<String> as) throws IOException {
        if (as.isPresent()) {
            return FileReaders.named(as.get());
        }
        try (var in = Files.newInputStream(file)) {
            return FileReaders.of(path(file), in.readNBytes(FileMetricReader.HEAD));
        }
    }

    /** In full: readers look at the names of folders, also of those above the one where the user stands. */
    private static String path(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    private static Outcome lines(Path file, Optional<String> as, Consumer<TracedSample> out) throws IOException {
        var readers = OutputReader.installed().stream()
                .filter(LineMetricReader.class::isInstance)
                .filter(reader ->
                        as.isEmpty() || as.get().equals("auto") || reader.name().equals(as.get()))
                .toList();
        var reader = new OutputReader(List.of(), readers);
        feed(file, (buffer, count) -> reader.trace(buffer, count).forEach(out));
        reader.traceEnd().forEach(out);
        return outcome(as.orElse("auto"), reader);
    }

    private static Outcome snapshot(Path file, SourceReaders.Found source, Consumer<TracedSample> out)
            throws IOException {
        try (var in = Files.newInputStream(file)) {
            var content = in.readNBytes(SnapshotMetricReader.MAX_BYTES);
            var readings = source.snapshot().orElseThrow().read(content, source.options());
            var collector = new SampleCollector(Selection.ALL);
            var all = readings.orElse(List.of());
            IntStream.range(0, all.size()).forEach(i -> collector.take(all.get(i), i + 1));
            tell(source.reader(), collector.drain(), out);
            return new Outcome(
                    source.reader(),
                    Optional.empty(),
                    readings.isEmpty() ? Optional.of("the file is not whole") : Optional.empty());
        }
    }

    private interface Piece {
        void take(byte[] buffer, int count);
    }

    private static void feed(Path file, Piece piece) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[BUFFER];
            for (int count; (count = in.read(buffer)) > 0; ) {
                piece.take(buffer, count);
            }
        }
    }

    private static void tell(String reader, List<MetricSample> samples, Consumer<TracedSample> out) {
        samples.forEach(sample -> out.accept(new TracedSample(reader, sample)));
    }

    private static Outcome outcome(String name, SampleReader reader) {
        return new Outcome(name, reader.progress(), reader.warning());
    }
}
