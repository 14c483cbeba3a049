package org.neronet.common.metric;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.disk.IgnorePatterns;

/** The files that programs write their metrics to, known by their names. */
public final class KnownFiles {
    private static final List<String> WORDS = List.of(
            "metrics.csv",
            "progress.csv",
            "progress.txt",
            "results.csv",
            "training*.csv",
            "trainer_state.json",
            "metrics.jsonl",
            "metrics.json",
            "log.txt",
            "*tfevents*",
            "**/mlruns/*/*/metrics/**",
            "**/plots/metrics/**/*.tsv",
            "log.lammps",
            "md.log");

    private static final IgnorePatterns NAMES = IgnorePatterns.of(WORDS);

    /** Folders whose names are part of a known path. */
    private static final Set<String> FOLDERS = Set.of("mlruns", "plots");

    private static final Set<String> LOGS = Set.of("log.lammps", "md.log");

    private KnownFiles() {}

    /** Whether a file's name says that it holds metrics. */
    public static boolean has(String path) {
        return NAMES.excludes(path, () -> false);
    }

    /** What is known, as patterns, for people. */
    public static String text() {
        return String.join(", ", WORDS);
    }

    /**
     * What stands before the names of the files in a folder, so that {@link #has} knows them: where the folder is one that
     * is known, or lies in one, its path from there on with a {@code /} at its end; else empty.
     */
    public static String prefix(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            if (FOLDERS.contains(path.getName(i).toString())) {
                return path.subpath(i, path.getNameCount()) + "/";
            }
        }
        return "";
    }

    /** Whether a file of such a name may be read by this reader: {@code log.txt} is often a log. */
    public static boolean mayBe(String path, String reader) {
        return !fileName(path).equals("log.txt") || reader.equals("jsonl");
    }

    /** Whether lines are read in it as in the program's output. */
    static boolean isLog(String path) {
        return LOGS.contains(fileName(path));
    }

    /** The folder whose event files are one run; empty for other files. */
    public static Optional<String> run(String path, String reader) {
        int name = path.lastIndexOf('/') + 1;
        return reader.equals("tensorboard")
                ? Optional.of(path.substring(0, name) + "events.out.tfevents")
                : Optional.empty();
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
