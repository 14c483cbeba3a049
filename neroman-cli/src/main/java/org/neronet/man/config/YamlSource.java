package org.neronet.man.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.YamlValue.Mark;

/** The text of one YAML file and its strict reading; all places in problems refer to it. */
public final class YamlSource {
    /** The largest file that is read, bytes. */
    public static final int MAX_BYTES = 1 << 20;

    /** What ends a line for the parser, too. */
    private static final Pattern BREAK = Pattern.compile("\\r\\n|[\\n\\r\\u0085\\u2028\\u2029]");

    private static final Mark START = new Mark(1, 1, 0);

    private final String file;
    private final String text;
    private final String[] lines;
    private final boolean oneCharEach;

    private YamlSource(String file, String text) {
        this.file = file;
        this.text = text;
        this.lines = BREAK.split(text, -1);
        this.oneCharEach = text.codePointCount(0, text.length()) == text.length();
    }

    /**
     * Reads a file of at most {@link #MAX_BYTES} of UTF-8.
     *
     * @throws NeronetException (usage) when it cannot be text of ours
     */
    public static YamlSource of(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw refused(file, "is " + FileKind.of(file) + ", not an ordinary file", "put a text file there");
            }
            try (var in = Files.newInputStream(file)) {
                return of(file.toString(), in.readNBytes(MAX_BYTES + 1));
            }
        } catch (IOException e) {
            throw refused(file, "cannot be read: " + IoReason.of(e), "chmod u+r '" + file + "'");
        }
    }

    private static NeronetException refused(Path file, String what, String hint) {
        return new NeronetException(ExitCode.USAGE, file + " " + what, hint);
    }

    /** Text that is said to come from {@code file}. */
    public static YamlSource of(String file, String text) {
        return new YamlSource(file, text);
    }

    private static YamlSource of(String file, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            var message = "the file is larger than 1 MiB (%,d bytes)".formatted(MAX_BYTES);
            throw new Problem(file, 1, 1, message, "move data out of it", "").asException();
        }
        var problem = Encoding.problem(file, bytes);
        if (problem.isPresent()) {
            throw problem.get().asException();
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new YamlSource(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("checked just before", e);
        }
    }

    public String file() {
        return file;
    }

    public String text() {
        return text;
    }

    /**
     * The top level; empty when there is nothing but comments.
     *
     * @throws NeronetException (usage) for what is not strict YAML 1.2, or not a map of keys and values
     */
    public Optional<YamlValue.Mapping> root() {
        var problems = new Problems(this);
        var root = root(problems);
        problems.throwIfAny();
        return root;
    }

    /**
     * The same, where faults behind which reading can go on, such as a key that is there twice, are only noted.
     *
     * @throws NeronetException (usage) with all faults so far when it cannot go on
     */
    public Optional<YamlValue.Mapping> root(Problems problems) {
        var value = new YamlParser(this, problems).parse();
        if (value.isEmpty() || value.get().isNull()) {
            return Optional.empty();
        }
        if (value.get() instanceof YamlValue.Mapping mapping) {
            return Optional.of(mapping);
        }
        var message = "the file must hold keys and values, not " + value.get().kind();
        throw problems.fatal(problem(value.get().start(), message, "write lines such as 'key: value'"));
    }

    /** A fault at a place of this file. */
    public Problem problem(Mark at, String message, String fix) {
        var line = line(at.line());
        // The parser counts a \\r at the end of the file as a character of its last line.
        int column = Math.min(at.column(), line.length() + 1);
        return new Problem(file, at.line(), column, message, fix, line);
    }

    /** The texts of all lines without their ends. */
    public List<String> lines() {
        return List.of(lines);
    }

    /** The text of a line without its end; numbers begin at 1. */
    public String line(int number) {
        return number <= lines.length ? lines[number - 1] : "";
    }

    /** Where {@code wanted} stands between two places, or the first of them. */
    public Mark find(String wanted, Mark from, Mark to) {
        int begin = offset(from);
        int at = text.indexOf(wanted, begin);
        if (at < 0 || at > offset(to)) {
            return from;
        }
        return after(from, text.substring(begin, at));
    }

    /** The place behind that much of the text. */
    static Mark after(String beginning) {
        return after(START, beginning);
    }

    /** The place behind some text that begins at a place. */
    public static Mark after(Mark from, String passed) {
        var breaks = BREAK.matcher(passed);
        int line = from.line();
        int start = 0;
        while (breaks.find()) {
            line++;
            start = breaks.end();
        }
        int width = passed.codePointCount(start, passed.length());
        int column = start == 0 ? from.column() + width : width + 1;
        return new Mark(line, column, from.index() + passed.codePointCount(0, passed.length()));
    }

    /** The place of a mark in {@link #text}, counted in Java's characters. */
    public int offset(Mark mark) {
        return oneCharEach ? mark.index() : text.offsetByCodePoints(0, mark.index());
    }
}
