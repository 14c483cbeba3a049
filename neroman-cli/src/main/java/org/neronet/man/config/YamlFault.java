package org.neronet.man.config;

import java.util.regex.Pattern;
import org.neronet.man.config.YamlValue.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Turns what SnakeYAML complains about into problems with a place and a way out. */
final class YamlFault {
    private static final Pattern LEADING_TAB = Pattern.compile("^ *\t");

    private YamlFault() {}

    /** @param behind the end of what was read before, for faults that do not say where they are */
    static Problem of(YamlSource source, RuntimeException e, Mark behind) {
        if (e instanceof ReaderException reader) {
            return unprintable(source, reader);
        }
        if (!(e instanceof MarkedYAMLException marked) || marked.getProblemMark() == null) {
            var message = "not YAML: what begins here cannot be read: " + oneLine(e.getMessage());
            return source.problem(behind, message, "check quotes, backslashes, brackets and indentation from here on");
        }
        var at = mark(marked.getProblemMark());
        var tab = LEADING_TAB.matcher(source.line(at.line()));
        if (tab.find()) {
            var place = new Mark(at.line(), tab.end(), at.index());
            return source.problem(place, "a tab indents this line", "use spaces; YAML allows no tabs there");
        }
        if (String.valueOf(marked.getProblem()).contains("(TAB)")) {
            return source.problem(at, "a tab stands where a value should begin", "use a space");
        }
        return source.problem(at, "not YAML: " + what(marked), fix(marked));
    }

    private static String what(MarkedYAMLException e) {
        var context = e.getContext() == null ? "" : e.getContext() + ": ";
        return oneLine(context + e.getProblem());
    }

    private static String fix(MarkedYAMLException e) {
        var problem = String.valueOf(e.getProblem());
        if (problem.contains("mapping values are not allowed")) {
            return "quote text that contains ': ', or check the indentation";
        }
        if (problem.contains("cannot start any token")) {
            return "quote the text: 'like this'";
        }
        if (problem.contains("unknown escape character")) {
            return "write \\\\ for a backslash, or single quotes around the text";
        }
        if (problem.contains("incompatible YAML document")) {
            return "remove the line";
        }
        return "check quotes, brackets and indentation of this line and the one before";
    }

    private static Problem unprintable(YamlSource source, ReaderException e) {
        var before = source.text()
                .substring(0, Math.min(e.getPosition(), source.text().length()));
        var at = YamlSource.after(before);
        return source.problem(at, "control character U+%04X".formatted(e.getCodePoint()), "remove it");
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    static Mark mark(org.yaml.snakeyaml.error.Mark mark) {
        return new Mark(mark.getLine() + 1, mark.getColumn() + 1, mark.getIndex());
    }
}
