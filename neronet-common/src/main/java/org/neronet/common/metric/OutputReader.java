package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    private static final int BAR = LineTraits.BAR | LineTraits.PERCENT;

    private final LineSink sink = new LineSink() {
        @Override
        public void line(String text, int traits, long offset) {
            boolean bar = (traits & BAR) == BAR;
            int end = bar ? BarFrame.end(text, 0) : text.length();
            if (end == text.length()) {
                whole(text, traits, offset);
                return;
            }
            for (int from = 0; from < text.length(); from = end) {
                end = BarFrame.end(text, from);
                var part = text.substring(from, end);
                whole(part, LineTraits.of(part), offset);
            }
        }

        private void whole(String text, int traits, long offset) {
            var line = chain.line(text, traits);
            if (line.isPresent()) {
                add(line.get(), offset);
            }
            context.lineEnds();
        }

        @Override
        public boolean wants(int traits) {
            return chain.wants(traits);
        }

        @Override
        public void frame(String text, long offset) {
            chain.frame(text).ifPresent(frame -> add(frame, offset));
        }
    };
    private final LineDiscipline discipline = new LineDiscipline();
    private final StreamContext context;
    private final Series series;
    private final Set<String> declared;
    private final ReaderChain chain;
    private List<TracedSample> found = new ArrayList<>();
    private Optional<Reading.Progress> progress = Optional.empty();
    private Optional<String> warning = Optional.empty();

    /** @param declared the names to report; empty for all that the installed readers find */
    public OutputReader(List<String> declared) {
        this(declared, installed());
    }

    /** With other readers than the installed ones, in order of preference. */
    public OutputReader(List<String> declared, List<MetricReader> readers) {
        this.declared = new HashSet<>(declared);
        context = new StreamContext(this.declared);
        series = new Series(context);
        var lines = readers.stream()
                .filter(LineMetricReader.class::isInstance)
                .map(LineMetricReader.class::cast)
                .toList();
        chain = new ReaderChain(lines, context);
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
        discipline.feed(buffer, length, sink);
        return take();
    }

    /** As {@link #finish}, with the reader that found each sample. */
    public List<TracedSample> traceEnd() {
        discipline.finish(sink);
        chain.finish().forEach(line -> add(line, discipline.offset()));
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
            warning = series.overflowed()
                    ? Optional.of("more than " + MAX_METRICS + " metric names in one output; the others are left out")
                    : chain.warning();
        }
        return warning;
    }

    /** A line that only says once more what its reader said last is passed over. */
    private void add(ReaderChain.Found line, long offset) {
        var reader = line.reader();
        boolean again = line.repeats();
        for (var reading : line.readings()) {
            again &= !(reading instanceof Reading.Value value) || series.isAgain(reader, value);
        }
        for (var reading : line.readings()) {
            if (reading instanceof Reading.Progress p) {
                progress = Optional.of(p);
            } else if (!again) {
                add(reader, (Reading.Value) reading, offset);
            }
        }
    }

    private void add(String reader, Reading.Value reading, long offset) {
        var name = reading.name();
        if (!name.isBlank() && name.length() <= MAX_NAME && (declared.isEmpty() || declared.contains(name))) {
            var step = series.place(reader, reading);
            if (step.isPresent()) {
                var sample = new MetricSample(name, step.getAsDouble(), reading.value(), offset);
                found.add(new TracedSample(reader, sample));
            }
        }
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
