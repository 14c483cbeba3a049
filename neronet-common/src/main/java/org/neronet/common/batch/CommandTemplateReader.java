package org.neronet.common.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neronet.common.batch.CommandTemplate.Piece;

/** Reads the text of one {@link CommandTemplate}, character by character. */
final class CommandTemplateReader {
    /** What only a shell would understand; as plain words they are never meant. */
    private static final Set<String> OF_SHELLS =
            Set.of("|", "||", "&", "&&", ";", ">", ">>", "<", "2>", "2>&1", "1>&2");

    private final String text;
    private final Set<String> known;
    private final List<List<Piece>> words = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private List<Piece> word = new ArrayList<>();
    private boolean open;
    private boolean quoted;
    private int at;
    private int groups;
    private int group;

    CommandTemplateReader(String text, Set<String> known) {
        this.text = text;
        this.known = known;
    }

    List<List<Piece>> read() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case ' ', '\t', '\n', '\r' -> endWord();
                case '\'' -> single();
                case '"' -> twofold();
                case '\\' -> escaped();
                case '{' -> name();
                case '[' -> begin();
                case ']' -> end();
                default -> plain(c);
            }
        }
        endWord();
        if (group > 0) {
            throw new IllegalArgumentException("the bracket [ has no end; write \\[ for a plain one");
        }
        if (words.isEmpty() || words.get(0).stream().anyMatch(piece -> piece.group() > 0)) {
            throw new IllegalArgumentException("the first word must be a program");
        }
        return words;
    }

    private void plain(char c) {
        if (c == '`' || c == '$' || c == '}') {
            throw new IllegalArgumentException("'" + c + "' has no meaning here, as no shell reads it; "
                    + (c == '$'
                            ? "use {user} or {home}, or write '$' in single quotes for a plain one"
                            : "write it in single quotes for a plain one"));
        }
        append(c);
    }

    private void append(char c) {
        plain.append(c);
        open = true;
    }

    private void endPiece() {
        if (plain.length() > 0) {
            word.add(new Piece(plain.toString(), false, group));
            plain.setLength(0);
        }
    }

    private void endWord() {
        refuseShell();
        endPiece();
        if (open) {
            if (word.isEmpty()) {
                word.add(new Piece("", false, group));
            }
            checkIds();
            words.add(word);
            word = new ArrayList<>();
        }
        open = false;
        quoted = false;
    }

    private void refuseShell() {
        if (!quoted && word.isEmpty() && OF_SHELLS.contains(plain.toString())) {
            throw new IllegalArgumentException("'" + plain + "' would be a plain word, as no shell reads it;"
                    + " put such a line into a script of your own and name that");
        }
    }

    private void checkIds() {
        if (word.size() > 1
                && word.stream()
                        .anyMatch(piece -> piece.isName() && piece.text().equals(CommandCall.IDS))) {
            throw new IllegalArgumentException("{" + CommandCall.IDS + "} must be a word of its own");
        }
    }

    private void single() {
        int end = text.indexOf('\'', at);
        if (end < 0) {
            throw new IllegalArgumentException("the quote ' has no end");
        }
        plain.append(text, at, end);
        at = end + 1;
        open = true;
        quoted = true;
    }

    private void twofold() {
        open = true;
        quoted = true;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            } else if (c == '\\' && at < text.length()) {
                plain.append(text.charAt(at++));
            } else if (c == '{') {
                name();
            } else {
                plain.append(c);
            }
        }
        throw new IllegalArgumentException("the quote \" has no end");
    }

    private void escaped() {
        if (at == text.length()) {
            throw new IllegalArgumentException("nothing follows the backslash at the end");
        }
        append(text.charAt(at++));
        quoted = true;
    }

    private void name() {
        int end = text.indexOf('}', at);
        var name = end < 0 ? "" : text.substring(at, end);
        if (!known.contains(name)) {
            throw new IllegalArgumentException(
                    (end < 0 ? "the brace { has no end" : "there is no value {" + name + "} here")
                            + "; there are "
                            + new TreeSet<>(known)
                                    .stream().map(each -> "{" + each + "}").collect(Collectors.joining(" "))
                            + ", and \\{ is a plain brace");
        }
        endPiece();
        word.add(new Piece(name, true, group));
        at = end + 1;
        open = true;
    }

    private void begin() {
        if (group > 0) {
            throw new IllegalArgumentException("a bracket [ within brackets; write \\[ for a plain one");
        }
        endPiece();
        group = ++groups;
    }

    private void end() {
        endPiece();
        int ended = group;
        boolean hasName = ended > 0
                && (word.stream().anyMatch(piece -> isNameOf(piece, ended))
                        || words.stream().flatMap(List::stream).anyMatch(piece -> isNameOf(piece, ended)));
        if (!hasName) {
            throw new IllegalArgumentException(
                    ended == 0
                            ? "the bracket ] has no beginning; write \\] for a plain one"
                            : "what stands in brackets needs a value such as {time}; write \\[ for a plain one");
        }
        group = 0;
    }

    private static boolean isNameOf(Piece piece, int group) {
        return piece.isName() && piece.group() == group;
    }
}
