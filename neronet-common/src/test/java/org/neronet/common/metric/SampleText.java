package org.neronet.common.metric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;

/** Reads lines with one reader and writes what it found, for comparison: {@code loss@3=0.5}. */
final class SampleText {
    /** Names the folder with the logs, which are not part of the project. */
    private static final String FOLDER = "NERONET_SAMPLES";

    private SampleText() {}

    static String read(LineMetricReader reader, String text) {
        return read(reader.start(new StreamContext(Set.of())), text.lines().toList());
    }

    static String read(LineReader reader, List<String> lines) {
        var found = new StringBuilder();
        for (var line : lines) {
            for (var reading : reader.read(line).orElse(List.of())) {
                found.append(found.length() == 0 ? "" : " ").append(text((Reading.Value) reading));
            }
        }
        return found.toString();
    }

    /** All samples of one of the logs of other people's programs; the test is skipped where they are not at hand. */
    static List<TracedSample> sample(String file) throws IOException {
        var path = Path.of(System.getenv().getOrDefault(FOLDER, "../../shared/samples"), file);
        Assumptions.assumeTrue(Files.isReadable(path), FOLDER + " names no folder with sample logs");
        var reader = new OutputReader(List.of());
        var bytes = Files.readAllBytes(path);
        var samples = new ArrayList<>(reader.trace(bytes, bytes.length));
        samples.addAll(reader.traceEnd());
        return samples;
    }

    /** Of each metric: its reader, name, number of values and the last of them. */
    static List<String> summary(List<TracedSample> samples) {
        var counts = new TreeMap<String, Integer>();
        var last = new HashMap<String, String>();
        for (var traced : samples) {
            var key = traced.reader() + " " + traced.sample().name();
            counts.merge(key, 1, Integer::sum);
            last.put(key, "@" + traced.sample().step() + "=" + traced.sample().value());
        }
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + " " + last.get(entry.getKey()))
                .toList();
    }

    static LineMetricReader reader(String name, Function<StreamContext, LineReader> start) {
        return new LineMetricReader() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public LineReader start(StreamContext context) {
                return start.apply(context);
            }
        };
    }

    private static String text(Reading.Value value) {
        var step = value.step().isEmpty() ? "" : "@" + plain(value.step().getAsDouble());
        return value.name() + step + "=" + value.value();
    }

    private static String plain(double step) {
        var text = String.valueOf(step);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
