package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A reader of lines, of whose metrics only some are wanted, or under other names. */
record SelectedReader(String name, Function<StreamContext, LineReader> lines, Selection selection)
        implements LineMetricReader {
    static SelectedReader of(LineMetricReader reader, Selection selection) {
        return new SelectedReader(reader.name(), reader::start, selection);
    }

    @Override
    public LineReader start(StreamContext context) {
        var reader = lines.apply(context);
        return new LineReader() {
            @Override
            public Optional<List<Reading>> read(String line) {
                return reader.read(line).map(SelectedReader.this::selected);
            }

            @Override
            public int wants() {
                return reader.wants();
            }

            @Override
            public Optional<List<Reading>> readLogged(String message) {
                return reader.readLogged(message).map(SelectedReader.this::selected);
            }

            @Override
            public Optional<List<Reading>> readFrame(String frame) {
                return reader.readFrame(frame).map(SelectedReader.this::selected);
            }

            @Override
            public Optional<String> warning() {
                return reader.warning();
            }
        };
    }

    private List<Reading> selected(List<Reading> readings) {
        return readings.stream().flatMap(this::selected).toList();
    }

    private Stream<Reading> selected(Reading reading) {
        if (!(reading instanceof Reading.Value value)) {
            return Stream.of(reading);
        }
        return selection.keeps(value.name())
                ? Stream.of(new Reading.Value(selection.name(value.name()), value.step(), value.value()))
                : Stream.of();
    }
}
