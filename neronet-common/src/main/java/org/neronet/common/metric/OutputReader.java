package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.neronet.common.event.MetricSample;

/**
 * Reads the metrics out of one output stream. A pure function of the bytes: how they come in pieces changes nothing, so
 * whoever reads the same file finds the same samples with the same offsets. Owned by one thread.
 */
public final class OutputReader implements SampleReader {
    /** Most metric names that one stream may have. */
    public static final int MAX_METRICS = 10_000;

    /** Longest metric name, characters. */
    public static final int MAX_NAME = 200;

    private record Source(String name, LineReader lines) {}

    private final LineDiscipline discipline = new LineDiscipline();
    private final Map<String, Double> lastSteps = new HashMap<>();
    private final Set<String> declared;
    private final List<Source> sources;
    private List<TracedSample> found = new ArrayList<>();
    private Optional<Reading.Progress> progress = Optional.empty();
    private boolean overflowed;
    private Optional<String> warning = Optional.empty();

    /** @param declared the names to report; empty for all that the installed readers find */
    public OutputReader(List<String> declared) {
        this(declared, installed());
    }

    /** With other readers than the installed ones, in order of preference. */
    public OutputReader(List<String> declared, List<MetricReader> readers) {
        this.declared = new HashSet<>(declared);
        var context = new StreamContext(this.declared);
        sources = readers.stream()
                .filter(LineMetricReader.class::isInstance)
                .map(LineMetricReader.class::cast)
                .map(reader -> new Source(reader.name(), reader.start(context)))
                .toList();
    }

    /** Every reader on the class path, in order of preference. */
    public static List<MetricReader> installed() {
        return ServiceLoader.load(MetricReader.class, OutputReader.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** The samples that the next {@code length} bytes of the stream make known. */
    @Override
    public List<MetricSample> feed(byte[] buffer, int length) {
        return plain(trace(buffer, length));
    }

    /** The samples of a last line without an end; call once, when no more bytes will come. */
    @Override
    public List<MetricSample> finish() {
        return plain(traceEnd());
    }

    /** As {@link #feed}, with the reader that found each sample. */
    public List<TracedSample> trace(byte[] buffer, int length) {
        discipline.feed(buffer, length, this::line);
        return take();
    }

    /** As {@link #finish}, with the reader that found each sample. */
    public List<TracedSample> traceEnd() {
        discipline.finish(this::line);
        return take();
    }

    /** How far the program said it is, the last time; empty when it never did. */
    @Override
    public Optional<Reading.Progress> progress() {
        return progress;
    }

    /** What the user should know about this stream; does not change once it is there. */
    @Override
    public Optional<String> warning() {
        if (warning.isEmpty()) {
            warning = overflowed
                    ? Optional.of("more than " + MAX_METRICS + " metric names in one output; the others are left out")
                    : sources.stream()
                            .map(source -> source.lines().warning())
                            .flatMap(Optional::stream)
                            .findFirst();
        }
        return warning;
    }

    private void line(String text, long offset) {
        for (var source : sources) {
            var readings = source.lines().read(text);
            if (readings.isPresent()) {
                readings.get().forEach(reading -> add(source.name(), reading, offset));
                return;
            }
        }
    }

    private void add(String reader, Reading reading, long offset) {
        if (reading instanceof Reading.Progress p) {
            progress = Optional.of(p);
        } else {
            add(reader, (Reading.Value) reading, offset);
        }
    }

    private void add(String reader, Reading.Value reading, long offset) {
        var name = reading.name();
        if (name.isBlank() || name.length() > MAX_NAME || !declared.isEmpty() && !declared.contains(name)) {
            return;
        }
        var last = lastSteps.get(name);
        if (last == null && lastSteps.size() >= MAX_METRICS) {
            overflowed = true;
            return;
        }
        double step = reading.step().orElseGet(() -> last == null ? 0 : last + 1);
        lastSteps.put(name, step);
        found.add(new TracedSample(reader, new MetricSample(name, step, reading.value(), offset)));
    }

    private List<TracedSample> take() {
        if (found.isEmpty()) {
            return List.of();
        }
        var all = found;
        found = new ArrayList<>();
        return all;
    }

    private static List<MetricSample> plain(List<TracedSample> traced) {
        return traced.stream().map(TracedSample::sample).toList();
    }
}
