package org.neronet.common.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The readers of one stream in order of preference: shows each line to those that may want it, until one takes it. */
final class ReaderChain {
    /**
     * What one of the readers found in a line.
     *
     * @param repeats as {@link LineReader#repeats}
     */
    record Found(String reader, List<Reading> readings, boolean repeats) {}

    /** Characters with which the beginning of a log line can end are anywhere; its message may begin with anything. */
    private static final int IN_MESSAGE = LineTraits.FIRSTS;

    private static final int PREFIXED = LineTraits.LETTER_FIRST | LineTraits.DIGIT_FIRST | LineTraits.OTHER_FIRST;

    private final List<String> names;
    private final LineReader[] readers;
    private final int[] wants;
    private int wanted;

    ReaderChain(List<LineMetricReader> kinds, StreamContext context) {
        names = kinds.stream().map(MetricReader::name).toList();
        readers = kinds.stream().map(kind -> kind.start(context)).toArray(LineReader[]::new);
        wants = new int[readers.length];
        for (int i = 0; i < readers.length; i++) {
            ask(i);
        }
    }

    /** Whether a line of these traits may say anything. */
    boolean wants(int traits) {
        return (wanted & traits) != 0 || (traits & PREFIXED) != 0 && (traits & LineTraits.SIGN) != 0;
    }

    /** What the line says; empty when no reader takes it, or the one that does finds nothing yet. */
    Optional<Found> line(String line, int traits) {
        for (int i = 0; i < readers.length; i++) {
            if ((wants[i] & traits) != 0) {
                var readings = readers[i].read(line);
                ask(i);
                if (readings.isPresent()) {
                    return found(i, readings.get());
                }
            }
        }
        int message = (traits & PREFIXED) == 0 ? 0 : LogPrefix.end(line);
        return message == 0 ? Optional.empty() : message(line.substring(message), traits | IN_MESSAGE);
    }

    private Optional<Found> message(String message, int traits) {
        for (int i = 0; i < readers.length; i++) {
            if ((wants[i] & traits) != 0) {
                var readings = readers[i].readLogged(message);
                if (readings.isPresent()) {
                    return found(i, readings.get());
                }
            }
        }
        return Optional.empty();
    }

    /** What a bar showed before it was drawn again. */
    Optional<Found> frame(String frame) {
        for (int i = 0; i < readers.length; i++) {
            var readings = readers[i].readFrame(frame);
            if (readings.isPresent()) {
                return found(i, readings.get());
            }
        }
        return Optional.empty();
    }

    /** What the lines say now that no more will come. */
    List<Found> finish() {
        return IntStream.range(0, readers.length)
                .mapToObj(i -> found(i, readers[i].finish()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The first thing that the user should know. */
    Optional<String> warning() {
        return Arrays.stream(readers)
                .map(LineReader::warning)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Found> found(int reader, List<Reading> readings) {
        return readings.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(names.get(reader), readings, readers[reader].repeats()));
    }

    private void ask(int reader) {
        int now = readers[reader].wants();
        if (wants[reader] != now) {
            wants[reader] = now;
            wanted = 0;
            for (int each : wants) {
                wanted |= each;
            }
        }
    }
}
