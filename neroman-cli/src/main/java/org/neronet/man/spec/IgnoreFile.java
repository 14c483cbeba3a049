package org.neronet.man.spec;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neronet.common.disk.IgnorePatterns;
import org.neronet.common.disk.PatternFault;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Problem;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlSource;
import org.neronet.man.config.YamlValue.Mark;

/** Reads {@code .neronetignore} of an experiment folder: a pattern in each line, as {@code .gitignore} has them. */
public final class IgnoreFile {
    /** The name of the file in an experiment folder. */
    public static final String NAME = ".neronetignore";

    private final YamlSource source;
    private final Problems problems;
    private final List<String> patterns = new ArrayList<>();

    private IgnoreFile(YamlSource source) {
        this.source = source;
        this.problems = new Problems(source);
    }

    /**
     * What the folder's file leaves out; without a file nothing.
     *
     * @throws NeronetException (usage) that holds all faults of the file
     */
    public static IgnorePatterns read(Path folder) {
        var file = of(folder);
        file.problems.throwIfAny();
        return IgnorePatterns.of(file.patterns);
    }

    /** All faults of the folder's file. */
    static List<Problem> faults(Path folder) {
        return of(folder).problems.found();
    }

    private static IgnoreFile of(Path folder) {
        var path = folder.resolve(NAME);
        boolean isThere = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (isThere && !Files.isRegularFile(path)) {
            throw new NeronetException(
                    ExitCode.USAGE, path + " is not an ordinary file", "put a file of patterns there, or remove it");
        }
        var file = new IgnoreFile(isThere ? YamlSource.of(path) : YamlSource.of(path.toString(), ""));
        int number = 0;
        for (var line : file.source.lines()) {
            file.line(++number, line);
        }
        return file;
    }

    private void line(int number, String line) {
        var pattern = withoutBlanksAtItsEnd(line);
        if (pattern.isEmpty() || pattern.startsWith("#")) {
            return;
        }
        try {
            IgnorePatterns.of(List.of(pattern));
            patterns.add(pattern);
        } catch (PatternFault fault) {
            problems.add(new Mark(number, fault.index() + 1, 0), fault.getMessage(), fault.fix());
        }
    }

    /** A blank behind a backslash is meant. */
    private static String withoutBlanksAtItsEnd(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t') && !isEscaped(line, end - 1)) {
            end--;
        }
        return line.substring(0, end);
    }

    private static boolean isEscaped(String line, int at) {
        int from = at;
        while (from > 0 && line.charAt(from - 1) == '\\') {
            from--;
        }
        return (at - from) % 2 == 1;
    }
}
