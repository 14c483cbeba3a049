package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** {@code .xvg} files, as {@code gmx energy} makes them: legends behind {@code @}, then columns parted by blanks. */
public final class XvgReader implements ByteMetricReader {
    private static final Pattern LEGEND = Pattern.compile("@\\s*s(\\d{1,3})\\s+legend\\s+\"(.{0,200})\".*");
    private static final Pattern LABEL = Pattern.compile("@\\s*yaxis\\s+label\\s+\"(.{1,200})\".*");
    private static final int MAX_COLUMNS = 1_000;

    @Override
    public String name() {
        return "xvg";
    }

    @Override
    public boolean reads(String path, byte[] head) {
        var file = new Head(path, head);
        return file.isNamed(".xvg")
                && file.isText()
                && (file.line().startsWith("#") || file.line().startsWith("@"));
    }

    @Override
    public ByteReader start(FileOptions options) {
        return new TextLines(new Curves());
    }

    /** The names of the curves so far; the first column is the x axis. */
    private static final class Curves implements LineReader {
        private final List<String> names = new ArrayList<>();
        private String label = "y";

        @Override
        public Optional<List<Reading>> read(String line) {
            var legend = LEGEND.matcher(line);
            var axis = LABEL.matcher(line);
            if (legend.matches()) {
                name(Integer.parseInt(legend.group(1)), legend.group(2));
            } else if (axis.matches()) {
                label = axis.group(1);
            } else if (!line.startsWith("#") && !line.startsWith("@") && !line.startsWith("&")) {
                return Optional.of(row(line.strip().split("\\s+", MAX_COLUMNS)));
            }
            return Optional.of(List.of());
        }

        private void name(int index, String text) {
            while (names.size() <= index) {
                names.add("y" + names.size());
            }
            names.set(index, text);
        }

        private List<Reading> row(String[] cells) {
            var x = ProgramNumber.of(cells[0]);
            var readings = new ArrayList<Reading>();
            for (int i = 1; i < cells.length && x.isPresent() && Double.isFinite(x.getAsDouble()); i++) {
                var name = i <= names.size() ? names.get(i - 1) : names.isEmpty() && i == 1 ? label : "y" + (i - 1);
                OptionalDouble place = x;
                ProgramNumber.of(cells[i]).ifPresent(value -> readings.add(new Reading.Value(name, place, value)));
            }
            return readings;
        }
    }
}
