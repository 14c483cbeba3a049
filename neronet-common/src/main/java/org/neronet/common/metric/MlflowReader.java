package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** A metric of MLflow's file store: {@code timestamp value step} in each line, and the metric's name in the path. */
public final class MlflowReader implements ByteMetricReader {
    private static final Pattern LINE = Pattern.compile("\\d{10,16} ([^ ]{1,64}) (-?\\d{1,18})");
    private static final String METRICS = "/metrics/";

    @Override
    public String name() {
        return "mlflow";
    }

    @Override
    public boolean reads(String path, byte[] head) {
        return LINE.matcher(new Head(path, head).line()).matches();
    }

    @Override
    public ByteReader start(FileOptions options) {
        int at = options.path().lastIndexOf(METRICS);
        var name = at < 0 ? options.fileName() : options.path().substring(at + METRICS.length());
        return new TextLines(line -> Optional.of(read(name, line)));
    }

    private static List<Reading> read(String name, String line) {
        var match = LINE.matcher(line);
        if (!match.matches()
                || !NumberText.isNumber(match.group(1), 0, match.group(1).length())) {
            return List.of();
        }
        double value = NumberText.value(match.group(1), 0, match.group(1).length());
        return List.of(new Reading.Value(name, OptionalDouble.of(Double.parseDouble(match.group(2))), value));
    }
}
