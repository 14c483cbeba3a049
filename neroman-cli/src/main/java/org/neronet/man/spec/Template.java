package org.neronet.man.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A text with {@code {name}} in it; what is put in is never looked at again. */
record Template(List<Part> parts) {
    Template {
        parts = List.copyOf(parts);
    }

    private static final int REFERENCE_BYTES = 16;
    private static final int TEXT_BYTES = 56;

    /** Fixed text, or the name of a parameter. */
    record Part(String text, boolean placeholder) {}

    /** A brace that cannot be understood, as it stands in the text. */
    static final class BraceException extends Exception {
        private static final long serialVersionUID = 1L;

        BraceException(String message) {
            super(message);
        }
    }

    /** Reads placeholders; {@code {{} and {@code }}} stand for single braces. */
    static Template of(String text) throws BraceException {
        var parts = new ArrayList<Part>();
        var literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '{' && c != '}') {
                literal.append(c);
                at++;
            } else if (text.startsWith(String.valueOf(c) + c, at)) {
                literal.append(c);
                at += 2;
            } else {
                int end = end(text, at);
                parts.add(new Part(literal.toString(), false));
                literal.setLength(0);
                parts.add(new Part(text.substring(at + 1, end), true));
                at = end + 1;
            }
        }
        parts.add(new Part(literal.toString(), false));
        return new Template(parts);
    }

    private static int end(String text, int at) throws BraceException {
        if (text.charAt(at) == '}') {
            throw new BraceException("'}' without a '{' before it");
        }
        int end = text.indexOf('}', at);
        if (end < 0) {
            throw new BraceException("'{' without a '}' behind it");
        }
        return end;
    }

    /** The names it needs, in order. */
    List<String> names() {
        return parts.stream().filter(Part::placeholder).map(Part::text).toList();
    }

    /** About as much memory as the text takes once names are replaced; without names there is only one of it. */
    long bytesEach() {
        boolean fixed = parts.stream().noneMatch(Part::placeholder);
        return REFERENCE_BYTES
                + (fixed
                        ? 0
                        : TEXT_BYTES
                                + parts.stream()
                                        .mapToLong(part -> part.text().length())
                                        .sum());
    }

    /** The text with every name replaced by its value; all names must be there. */
    String expand(Map<String, String> values) {
        if (parts.size() == 1 && !parts.get(0).placeholder()) {
            return parts.get(0).text();
        }
        return parts.stream()
                .map(part -> part.placeholder() ? values.get(part.text()) : part.text())
                .collect(Collectors.joining());
    }
}
