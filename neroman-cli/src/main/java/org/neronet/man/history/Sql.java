package org.neronet.man.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A condition in SQL on the experiment {@code e}, with the values for its question marks: what the user typed is never in
 * the text.
 */
record Sql(String text, List<Object> values) {
    static Sql of(String text, Object... values) {
        return new Sql(text, List.of(values));
    }

    /** With so many question marks as there are values, such as {@code x IN (?, ?)}. */
    static Sql in(String text, List<?> values) {
        var marks = String.join(", ", Collections.nCopies(values.size(), "?"));
        return new Sql(text.formatted("(" + marks + ")"), List.copyOf(values));
    }

    Sql and(Sql other) {
        return joined("AND", List.of(this, other));
    }

    Sql or(Sql other) {
        return joined("OR", List.of(this, other));
    }

    /** Unknown counts as no. */
    Sql not() {
        return new Sql("NOT coalesce(" + text + ", 0)", values);
    }

    /** Puts it into a larger text, in place of the {@code %s}. */
    Sql within(String outer) {
        return new Sql(outer.formatted(text), values);
    }

    /** Nothing, when there are no parts. */
    static Sql any(List<Sql> parts) {
        return parts.isEmpty() ? of("0") : balanced("OR", parts);
    }

    static Sql all(List<Sql> parts) {
        return balanced("AND", parts);
    }

    /** As a tree of halves, because SQLite limits how deep a condition may be. */
    private static Sql balanced(String word, List<Sql> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int half = parts.size() / 2;
        return joined(
                word,
                List.of(balanced(word, parts.subList(0, half)), balanced(word, parts.subList(half, parts.size()))));
    }

    private static Sql joined(String word, List<Sql> two) {
        var values = new ArrayList<>(two.get(0).values());
        values.addAll(two.get(1).values());
        return new Sql("(" + two.get(0).text() + " " + word + " " + two.get(1).text() + ")", List.copyOf(values));
    }
}
