package org.neronet.man.spec;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.neronet.man.config.Problems;
import org.neronet.man.config.Suggestion;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Checks that the files which an experiment needs are there, inside its folder. */
final class CodePaths {
    private static final int LISTED = 1000;

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
        var file = folder.resolve(path.orElse(scalar.text()));
        if (path.isPresent() && Files.isDirectory(file)) {
            problems.add(scalar.start(), "'main_code_file' is a folder: " + file, "main_code_file: main.py");
        }
        return path;
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
        var path = Path.of(text).normalize();
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
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            problems.add(scalar.start(), file + " is a link to nothing" + target(file), "mend the link");
        } else if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            problems.add(scalar.start(), "'" + key + "': no such file " + file + nearest(file), "check the name");
        } else if (!Files.isRegularFile(file) && !Files.isDirectory(file)) {
            problems.add(scalar.start(), file + " is neither a file nor a folder", "name a file or folder");
        } else if (!Files.isReadable(file)) {
            problems.add(scalar.start(), file + " cannot be read", "chmod u+r '" + file + "'");
        }
    }

    private static String target(Path link) {
        try {
            return " (" + Files.readSymbolicLink(link) + ")";
        } catch (IOException e) {
            return " (" + e.getMessage() + ")";
        }
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
