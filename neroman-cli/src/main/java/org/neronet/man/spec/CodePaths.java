package org.neronet.man.spec;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.neronet.man.config.FileKind;
import org.neronet.man.config.IoReason;
import org.neronet.man.config.Problems;
import org.neronet.man.config.Suggestion;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Checks that the files which an experiment needs are there, inside its folder. */
final class CodePaths {
    private static final int LISTED = 1000;
    private static final int SHOWN = 10;

    private final Path folder;
    private final Problems problems;

    CodePaths(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Relative paths without {@code ./} and trailing {@code /}; empty, which means everything, when {@code .} is one. */
    List<String> required(YamlValue value) {
        var paths = new ArrayList<String>();
        for (var item : value instanceof Sequence list ? list.items() : List.of(value)) {
            if (item instanceof Scalar scalar && !item.isNull()) {
                relative("required_files", scalar).ifPresent(paths::add);
            } else {
                var message = "'required_files' must be a list of paths, here not " + item.kind();
                problems.add(item.start(), message, "required_files: [main.py, data/]");
            }
        }
        return paths.contains("") ? List.of() : paths.stream().distinct().toList();
    }

    /** The path of an ordinary file. */
    Optional<String> mainFile(Scalar scalar) {
        var path = relative("main_code_file", scalar);
        path.ifPresent(found -> checkProgram(scalar, folder.resolve(found)));
        return path;
    }

    private void checkProgram(Scalar scalar, Path file) {
        if (Files.isDirectory(file)) {
            problems.add(scalar.start(), "'main_code_file' is a folder: " + file, "main_code_file: main.py");
        } else if (Files.isRegularFile(file) && file.toFile().length() == 0) {
            problems.warn(scalar.start(), "'main_code_file' is empty: " + file, "a program is due there");
        }
    }

    private Optional<String> relative(String key, Scalar scalar) {
        var text = scalar.text();
        if (text.isBlank() || text.indexOf('\0') >= 0) {
            problems.add(scalar.start(), "'" + key + "' has an empty path", "name a file in " + folder);
            return Optional.empty();
        }
        if (text.startsWith("/") || text.startsWith("~")) {
            var message = "'" + text + "' is not in the experiment folder";
            problems.add(scalar.start(), message, "leave it out: such paths are the cluster's and never uploaded");
            return Optional.empty();
        }
        var path = path(text);
        if (path.isEmpty()) {
            problems.add(scalar.start(), "'" + text + "' can be no path here", "name a file in " + folder);
            return Optional.empty();
        }
        return relative(key, scalar, path.get());
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty(); // Not every character can be written in every locale.
        }
    }

    private Optional<String> relative(String key, Scalar scalar, Path path) {
        var text = scalar.text();
        if (path.startsWith("..")) {
            var message = "'" + text + "' leads out of the experiment folder " + folder;
            problems.add(scalar.start(), message, "copy or link the file into the folder");
            return Optional.empty();
        }
        if (!key.equals("required_files") || !text.matches(".*[*?\\[{].*")) {
            checkExists(key, scalar, folder.resolve(path));
        } else if (!Files.exists(folder.resolve(path))) {
            checkPattern(scalar, path.toString()); // What it finds is known when the files are taken.
        }
        return Optional.of(path.toString());
    }

    private void checkPattern(Scalar scalar, String pattern) {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            var why = e.getDescription().replaceFirst("'(.)$", "'$1'");
            var message = "'" + pattern + "' is neither a file nor a pattern: " + why;
            problems.add(scalar.start(), message, "such as required_files: [\"*.py\", \"data/*.{csv,txt}\"]");
        }
    }

    private void checkExists(String key, Scalar scalar, Path file) {
        var at = scalar.start();
        if (!Files.exists(file)) {
            missing(key, at, file);
        } else if (!Files.isRegularFile(file) && !Files.isDirectory(file)) {
            problems.add(at, file + " is " + FileKind.of(file) + ", not a file or folder", "name a file or folder");
        } else if (!Files.isReadable(file)) {
            var message = file + " cannot be read: its mode is " + FileKind.mode(file);
            problems.add(at, message, "chmod u+r '" + file + "'");
        } else {
            checkStaysInside(at, file);
        }
    }

    private void missing(String key, YamlValue.Mark at, Path file) {
        var parent = file.getParent();
        if (Files.isSymbolicLink(file)) {
            problems.add(at, file + " is " + FileKind.of(file), "mend the link");
        } else if (Files.isDirectory(parent) && !Files.isExecutable(parent)) {
            var message = file + " cannot be reached: the folder's mode is " + FileKind.mode(parent);
            problems.add(at, message, "chmod u+rx '" + parent + "'");
        } else {
            problems.add(at, "'" + key + "': no such file " + file + nearest(file), listing(file.getParent()));
        }
    }

    private void checkStaysInside(YamlValue.Mark at, Path file) {
        try {
            var real = file.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                var message = "'" + folder.relativize(file) + "' leads out of the experiment folder, to " + real;
                problems.add(at, message, "copy it into the folder; what is on the cluster needs only its path there");
            }
        } catch (IOException e) {
            problems.add(at, file + " cannot be reached: " + IoReason.of(e), "check its folder");
        }
    }

    private String listing(Path parent) {
        try (var files = Files.list(parent)) {
            var names = files.limit(LISTED).map(CodePaths::listed).sorted().toList();
            var shown = String.join(", ", names.subList(0, Math.min(names.size(), SHOWN)));
            return (parent.equals(folder) ? "the folder" : folder.relativize(parent) + "/") + " holds "
                    + (names.isEmpty() ? "nothing" : shown) + (names.size() > SHOWN ? ", …" : "");
        } catch (IOException e) {
            return "check the name";
        }
    }

    private static String listed(Path file) {
        return file.getFileName() + (Files.isDirectory(file) ? "/" : "");
    }

    private static String nearest(Path file) {
        try (var siblings = Files.list(file.getParent())) {
            var names =
                    siblings.limit(LISTED).map(p -> p.getFileName().toString()).toList();
            return Suggestion.text(file.getFileName().toString(), names);
        } catch (IOException e) {
            return " (nor its folder)";
        }
    }
}
