package org.neronet.common.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A bad input and the answer expected, as one text file: a title, then sections that begin with {@code == }. How they are
 * written is told by the README beside the files.
 */
public record GoldenCase(Path file, List<String> title, List<Section> sections) {
    private static final String MARK = "== ";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    public GoldenCase {
        title = List.copyOf(title);
        sections = List.copyOf(sections);
    }

    /** What follows one {@code == } line. */
    public record Section(String kind, String rest, List<String> body) {
        public Section {
            body = List.copyOf(body);
        }

        /** Behind the kind: words apart by blanks, or within single quotes; escapes as in Java. */
        public List<String> words() {
            return GoldenCase.words(rest);
        }
    }

    public static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .map(String::translateEscapes)
                .toList();
    }

    /** All cases of a folder, by name. */
    public static List<GoldenCase> in(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d\\d-.*\\.txt"))
                    .sorted()
                    .map(GoldenCase::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GoldenCase of(Path file) {
        try {
            return parse(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenCase parse(Path file, List<String> lines) {
        var sections = new ArrayList<Section>();
        int at = next(lines, 0);
        var title = lines.subList(0, at);
        while (at < lines.size()) {
            int end = next(lines, at + 1);
            var head = lines.get(at).substring(MARK.length()).split(" ", 2);
            sections.add(new Section(head[0], head.length > 1 ? head[1] : "", trimmed(lines.subList(at + 1, end))));
            at = end;
        }
        return new GoldenCase(file, trimmed(title), sections);
    }

    private static int next(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && !lines.get(at).startsWith(MARK)) {
            at++;
        }
        return at;
    }

    /** A blank line parts sections, and is not part of one. */
    private static List<String> trimmed(List<String> lines) {
        int end = lines.size();
        return end > 0 && lines.get(end - 1).isEmpty() ? lines.subList(0, end - 1) : lines;
    }

    /** Its number in the table of bad inputs. */
    public int number() {
        return Integer.parseInt(file.getFileName().toString().substring(0, 2));
    }

    /** What was printed, without that folder's place and the user's name. */
    public static String placeless(String printed, Path folder) {
        return printed.replace(folder.toString(), "<tmp>")
                .replaceAll("mode is ([rwx-]{9}) of [A-Za-z0-9_.-]+", "mode is $1 of <me>");
    }

    /** Whether the case is for the launcher's process ({@code launcher}), or for nothing else ({@code launcher only}). */
    public boolean isMarked(String mark) {
        return title.contains("(" + mark + ")");
    }

    /** The case with other sections in place of its own. */
    public GoldenCase with(UnaryOperator<Section> change) {
        return new GoldenCase(file, title, sections.stream().map(change).toList());
    }

    /** As it stands in its file. */
    public String text() {
        var text = new StringBuilder(String.join("\n", title)).append("\n");
        for (var section : sections) {
            text.append("\n").append(MARK).append(section.kind());
            text.append(section.rest().isEmpty() ? "" : " " + section.rest()).append("\n");
            section.body().forEach(line -> text.append(line).append("\n"));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return file.getFileName().toString().replace(".txt", "");
    }
}
