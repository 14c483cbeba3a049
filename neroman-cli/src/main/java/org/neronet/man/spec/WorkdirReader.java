package org.neronet.man.spec;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.sweep.Sweep;

/** Reads {@code workdir:}, the folder below the experiment's own in which the program starts. */
final class WorkdirReader {
    private static final String KEY = "workdir";
    private static final String EXAMPLE = "a folder below the experiment's own, such as workdir: runs/{lr}";
    private static final int LONGEST_NAME = 255;

    private final Path folder;
    private final Problems problems;

    WorkdirReader(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Its template, when it is a good folder at every point of the sweep. */
    Optional<Template> read(YamlFields fields, Sweep sweep, TemplateReader templates) {
        var text = fields.text(KEY);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var value = fields.value(KEY).orElseThrow();
        if (text.get().startsWith("$")) {
            problems.add(value.start(), "'" + text.get() + "': no variable is expanded in 'workdir'", EXAMPLE);
            return Optional.empty();
        }
        forbidMainFile(fields);
        var template = templates.read(text.get(), value);
        template.ifPresent(each -> check(each, sweep, value));
        return template;
    }

    /** That file's path is seen from the experiment folder, and the program would be told it in another one. */
    private void forbidMainFile(YamlFields fields) {
        if (fields.value(SpecKeys.COMMAND).isEmpty()) {
            fields.value(SpecKeys.MAIN_FILE)
                    .ifPresent(file -> problems.add(
                            file.start(),
                            "'main_code_file' does not go with 'workdir'",
                            "write 'command', with the files as they are seen from there"));
        }
    }

    private void check(Template template, Sweep sweep, YamlValue value) {
        var seen = new HashSet<String>();
        for (var point : sweep.points()) {
            var text = template.expand(point.texts());
            var fault = seen.add(text) ? fault(text) : Optional.<String>empty();
            if (fault.isPresent()) {
                problems.add(value.start(), "'workdir' is '" + text + "'" + fault.get(), EXAMPLE);
                return;
            }
        }
    }

    private Optional<String> fault(String text) {
        var names = List.of(text.split("/"));
        if (text.startsWith("/") || names.get(0).equals("~")) {
            return Optional.of(", which is not in the experiment's folder (the cluster's is set in clusters.yaml)");
        } else if (names.contains("..")) {
            return Optional.of(", which leads out of the experiment's folder");
        } else if (names.stream().anyMatch(name -> name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME)) {
            return Optional.of(", which has a name of more than 255 bytes");
        }
        return isFile(text) ? Optional.of(", which is a file") : Optional.empty();
    }

    private boolean isFile(String text) {
        var place = folder.resolve(text);
        return Files.exists(place) && !Files.isDirectory(place);
    }

    /** Names joined by single {@code /}; empty for the experiment's own folder. */
    static Optional<String> normal(String text) {
        var names = List.of(text.split("/")).stream()
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join("/", names));
    }
}
