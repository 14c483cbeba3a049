package org.neronet.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Programs that write metrics in the formats of real ones, and note beside them what they computed. */
final class Formats {
    /** Those that are read without any configuration. */
    static final List<String> PLAIN =
            List.of("files", "bars", "trainers", "boosting", "tables", "molecules", "atoms", "solvers", "nets");

    private static final String PROGRAMS = "programs.py";

    private final Stage stage;
    private final Path noted;

    /** The account can write to the notes' folder, which is new. */
    Formats(Stage stage) {
        this.stage = stage;
        this.noted = stage.privateFolder("noted");
    }

    /** Where the programs note what they computed: the variable {@code EXPECTED}. */
    Path noted() {
        return noted;
    }

    /** Copies the programs into a folder of the account's. */
    Path copy(Path folder) {
        List.of(PROGRAMS, "my_reader.py").forEach(name -> stage.write(folder.resolve(name), resource(name)));
        return folder.resolve(PROGRAMS);
    }

    private static String resource(String name) {
        try (var in = Formats.class.getResourceAsStream("/readers/" + name)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a program computed, for each of its streams. */
    Map<String, Set<Point>> of(String program) {
        var all = new TreeMap<String, Set<Point>>();
        for (var line : Stage.lines(noted.resolve(program))) {
            Point.addTo(all, line);
        }
        if (all.isEmpty()) {
            throw new AssertionError(program + " noted nothing in " + Files.exists(noted.resolve(program)));
        }
        return all;
    }

    /** A value of a metric at its place, as exactly as the program knew it. */
    record Point(String metric, double step, double value) implements Comparable<Point> {
        /** @param line {@code STREAM|NAME|STEP|VALUE} */
        static void addTo(Map<String, Set<Point>> streams, String line) {
            var fields = line.split("\\|");
            var point = new Point(fields[1], Double.parseDouble(fields[2]), Double.parseDouble(fields[3]));
            streams.computeIfAbsent(fields[0], stream -> new TreeSet<>()).add(point);
        }

        @Override
        public int compareTo(Point other) {
            return toString().compareTo(other.toString());
        }
    }
}
