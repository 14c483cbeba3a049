package org.neronet.common.metric;

import java.util.Optional;

/** A place in the text of a JSON object or a Python dict, and the steps that do not depend on what it means. */
abstract class DictCursor {
    final String text;
    final int length;
    int at;

    DictCursor(String text, int from) {
        this.text = text;
        this.length = Blanks.before(text, from, text.length());
        this.at = from;
    }

    /** Steps over brackets and what is in them; false when they are not closed. */
    final boolean list() {
        int depth = 0;
        do {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                if (string().isEmpty()) {
                    return false;
                }
                continue;
            }
            depth += "[({".indexOf(c) >= 0 ? 1 : "])}".indexOf(c) >= 0 ? -1 : 0;
            at++;
        } while (depth > 0 && at < length);
        return depth == 0;
    }

    /** The text in quotes that comes next. */
    final Optional<String> string() {
        at = Blanks.skip(text, at, length);
        if (at >= length || text.charAt(at) != '\'' && text.charAt(at) != '"') {
            return Optional.empty();
        }
        char quote = text.charAt(at++);
        var value = new StringBuilder();
        while (at < length && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' ? 1 : 0;
            value.append(at < length ? text.charAt(at) : ' ');
            at++;
        }
        boolean closed = at < length;
        at++;
        return closed ? Optional.of(value.toString()) : Optional.empty();
    }

    /** Steps over this character, if it comes next. */
    final boolean take(char c) {
        at = Blanks.skip(text, at, length);
        boolean taken = at < length && text.charAt(at) == c;
        at += taken ? 1 : 0;
        return taken;
    }
}
