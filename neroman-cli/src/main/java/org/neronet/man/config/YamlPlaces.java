package org.neronet.man.config;

import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Mark;

/** The places of a YAML text where entries begin and end, and the text with something put there or taken away. */
final class YamlPlaces {
    private final YamlSource source;
    private final String text;

    YamlPlaces(YamlSource source) {
        this.source = source;
        this.text = source.text();
    }

    /** As the file has it. */
    String lineBreak() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** End of the commented-out example of a top-level key, its last line if it has several. */
    Optional<Integer> behindExample(String key) {
        var example = Pattern.compile("(?m)^#" + Pattern.quote(key) + ":(?: .*|\\r?)$(?:\\R#  .*$)*")
                .matcher(text);
        return example.find() ? Optional.of(lineEnd(example.end())) : Optional.empty();
    }

    /** A line more, behind the one that ends there. */
    String insertLine(int lineEnd, int indent, String line) {
        return insert(lineEnd, lineBreak() + " ".repeat(indent) + line);
    }

    /** A line more at the end of the text. */
    String appendLine(String line) {
        var separator = text.isEmpty() || text.endsWith("\n") ? "" : lineBreak();
        return text + separator + line + lineBreak();
    }

    /** The entry as the last one of a map; a block has at least one before it. */
    String append(Mapping mapping, String entry) {
        var entries = mapping.entries();
        if (mapping.flow() && entries.isEmpty()) {
            return insert(source.offset(mapping.start()) + 1, entry);
        }
        int end = source.offset(endOf(entries.get(entries.size() - 1)));
        return mapping.flow()
                ? insert(end, ", " + entry)
                : insertLine(lineEnd(end), mapping.start().column() - 1, entry);
    }

    /** The first entry within one that has nothing, {@code null} or {@code {}} behind it. */
    String fill(Mapping parent, Entry entry, String inner) {
        int from = source.offset(entry.value().start());
        int to = source.offset(entry.value().end());
        if (parent.flow() || from < to) {
            return text.substring(0, from) + (parent.flow() && from == to ? " " : "") + "{" + inner + "}"
                    + text.substring(to);
        }
        int keyEnd = source.offset(entry.key().end());
        return insertLine(lineEnd(keyEnd), entry.key().start().column() + 1, inner);
    }

    /** Another value for an entry, in the line of its key. */
    String replace(Entry entry, String value) {
        int from = source.offset(entry.value().start());
        int to = source.offset(entry.value().end());
        if (to > from && entry.value().start().line() == entry.key().start().line()) {
            // A block scalar ends behind its last line break.
            int end = text.charAt(to - 1) == '\n' ? lineEnd(to) : to;
            return text.substring(0, from) + value + text.substring(end);
        }
        int keyEnd = source.offset(entry.key().end());
        int colon = text.indexOf(':', keyEnd) + 1;
        if (colon == 0 || !text.substring(keyEnd, colon).matches("[ \t]*:")) {
            return text; // Unusual: {a}, or a key with a question mark.
        }
        var rest = to > from ? withoutLines(from, to) : text;
        return rest.substring(0, colon) + " " + value + rest.substring(colon);
    }

    /** Without the entry: its lines, or in braces what separates it as well. */
    String cut(Mapping mapping, Entry entry) {
        int start = source.offset(entry.key().start());
        int end = source.offset(endOf(entry));
        if (!mapping.flow()) {
            return withoutLines(start, end);
        }
        int index = mapping.entries().indexOf(entry);
        if (index + 1 < mapping.entries().size()) {
            end = source.offset(mapping.entries().get(index + 1).key().start());
        } else if (index > 0) {
            start = source.offset(endOf(mapping.entries().get(index - 1)));
        }
        return text.substring(0, start) + text.substring(end);
    }

    private String withoutLines(int start, int end) {
        int lineStart = text.lastIndexOf('\n', start - 1) + 1;
        int next = text.indexOf('\n', lineEnd(end));
        return text.substring(0, lineStart) + (next < 0 ? "" : text.substring(next + 1));
    }

    private static Mark endOf(Entry entry) {
        boolean nothing = entry.value().start().index() == entry.value().end().index();
        return nothing ? entry.key().end() : entry.value().end();
    }

    /** Where the line break of the line at that place begins, or the text ends. */
    private int lineEnd(int from) {
        // A block scalar ends behind its last line break already.
        int at = from > 0 && text.charAt(from - 1) == '\n' ? from - 1 : from;
        int end = text.indexOf('\n', at);
        if (end < 0) {
            return text.length();
        }
        return end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private String insert(int at, String what) {
        return text.substring(0, at) + what + text.substring(at);
    }
}
