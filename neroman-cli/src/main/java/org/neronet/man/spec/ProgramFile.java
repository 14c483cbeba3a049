package org.neronet.man.spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.neronet.man.config.FileKind;
import org.neronet.man.config.IoReason;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlValue.Mark;

/** Checks that the system would run a program of the experiment folder. */
final class ProgramFile {
    /** As much of a first line as the kernel looks at. */
    private static final int FIRST_LINE = 256;

    private final Path folder;
    private final Problems problems;

    ProgramFile(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /**
     * @param program the first word of a command that no shell reads
     * @param prepared whether lines run before it, which may make it what it must be
     */
    void check(Template program, Mark at, boolean prepared) {
        if (program.names().isEmpty()) {
            var word = program.expand(java.util.Map.of());
            place(word).filter(Files::isRegularFile).ifPresent(file -> {
                if (word.indexOf('/') < 0) {
                    var message =
                            "'" + word + "' is looked for on the PATH, not in the experiment folder, where one is";
                    problems.warn(at, message, "./" + word);
                } else if (!prepared) {
                    checkRuns(file, at);
                }
            });
        }
    }

    private Optional<Path> place(String word) {
        try {
            boolean inFolder = !word.isEmpty() && !word.startsWith("/") && !word.startsWith("~");
            return inFolder ? Optional.of(folder.resolve(word).normalize()) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty(); // What can be no path is no file of the folder.
        }
    }

    private void checkRuns(Path file, Mark at) {
        if (!Files.isExecutable(file)) {
            var message = file + " may not be executed: its mode is " + FileKind.mode(file);
            problems.add(at, message, "chmod u+x '" + file + "', or name what runs it: sh, python3, …");
        } else if (firstLine(file, at).matches("(?s)#![^\n]*\r(\n.*)?")) {
            var message = "the first line of " + file + " ends in \\r, which would be part of its interpreter's name";
            problems.add(at, message, "sed -i 's/\\r$//' '" + file + "'");
        }
    }

    private String firstLine(Path file, Mark at) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(FIRST_LINE), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            problems.add(at, file + " cannot be read: " + IoReason.of(e), "chmod u+r '" + file + "'");
            return "";
        }
    }
}
