package org.neronet.common.metric;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** {@code metrics.json} of Sacred: for each metric a list of steps and a list of values, as numbers or as numpy's numbers. */
public final class SacredReader implements SnapshotMetricReader {
    private static final Pattern LIST = Pattern.compile("\"steps\"\\s*:\\s*\\[");
    private static final String STEPS = "/steps";
    private static final String VALUES = "/values";

    /** In the object that jsonpickle makes of a numpy number. */
    private static final String NUMPY = "/value";

    @Override
    public String name() {
        return "sacred";
    }

    @Override
    public boolean reads(String path, byte[] head) {
        var file = new Head(path, head);
        return file.line().startsWith("{") && file.has(LIST);
    }

    @Override
    public Optional<List<Reading>> read(byte[] content, FileOptions options) {
        var found = new Lists();
        boolean whole = JsonWalk.walk(new String(content, StandardCharsets.UTF_8), found);
        found.readings.sort(Comparator.comparingDouble(value -> value.step().orElse(0)));
        return whole ? Optional.of(List.copyOf(found.readings)) : Optional.empty();
    }

    /** The two lists of the metric that is open, and the readings of those before it. */
    private static final class Lists implements JsonWalk.Visitor {
        private final List<Reading.Value> readings = new ArrayList<>();
        private final List<Double> steps = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();

        @Override
        public void number(String path, boolean inList, double value) {
            if (isOf(STEPS, path, inList)) {
                steps.add(value);
            } else if (isOf(VALUES, path, inList)) {
                values.add(value);
            }
        }

        private static boolean isOf(String list, String path, boolean inList) {
            return path.endsWith(inList ? list : list + NUMPY);
        }

        @Override
        public void endObject(String path, boolean inList) {
            if (inList) {
                return;
            }
            for (int i = 0; i < Math.min(steps.size(), values.size()); i++) {
                double step = Double.isFinite(steps.get(i)) ? steps.get(i) : i;
                readings.add(new Reading.Value(path, OptionalDouble.of(step), values.get(i)));
            }
            steps.clear();
            values.clear();
        }
    }
}
