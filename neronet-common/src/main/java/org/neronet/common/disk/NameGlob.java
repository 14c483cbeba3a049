package org.neronet.common.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** A pattern of one name: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]}, and {@code \} before what is itself meant. */
final class NameGlob {
    /** Fits every name. */
    static final NameGlob ANY = new NameGlob(List.of(Reader.STAR));

    private final List<IntPredicate> parts;

    private NameGlob(List<IntPredicate> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a part of a pattern.
     *
     * @param text code points
     * @throws PatternFault with its index in {@code text}
     */
    static NameGlob of(int[] text, int from, int to) {
        return new NameGlob(new Reader(text, from, to).parts());
    }

    boolean fits(int[] name) {
        return Gaps.fit(
                parts.size(),
                part -> parts.get(part) == Reader.STAR,
                name.length,
                (part, item) -> parts.get(part).test(name[item]));
    }

    /** One character, or all from one to another. */
    private record Range(int first, int last) {
        boolean has(int character) {
            return character >= first && character <= last;
        }
    }

    /** Reads one name's pattern, once. */
    private static final class Reader {
        static final IntPredicate STAR = character -> true;

        private final int[] text;
        private final int to;
        private int at;

        Reader(int[] text, int from, int to) {
            this.text = text;
            this.at = from;
            this.to = to;
        }

        List<IntPredicate> parts() {
            var parts = new ArrayList<IntPredicate>();
            while (at < to) {
                parts.add(part());
            }
            return parts;
        }

        private IntPredicate part() {
            int start = at;
            int character = text[at++];
            return switch (character) {
                case '*' -> STAR;
                case '?' -> any -> true;
                case '[' -> choice(start);
                case '{' ->
                    throw new PatternFault(
                            start,
                            "'{' means nothing here: there are no alternatives in braces",
                            "one pattern for each");
                default -> literal(character == '\\' ? escaped() : character);
            };
        }

        private static IntPredicate literal(int wanted) {
            return character -> character == wanted;
        }

        private int escaped() {
            if (at == to) {
                throw new PatternFault(at - 1, "'\\' has nothing behind it", "write \\\\ for the character itself");
            }
            return text[at++];
        }

        private IntPredicate choice(int start) {
            boolean negated = at < to && (text[at] == '!' || text[at] == '^');
            at += negated ? 1 : 0;
            var ranges = new ArrayList<Range>();
            do {
                ranges.add(range(start)); // The first may be ].
            } while (at < to && text[at] != ']');
            if (at == to) {
                throw unclosed(start);
            }
            at++;
            return character -> ranges.stream().anyMatch(range -> range.has(character)) != negated;
        }

        private Range range(int start) {
            int index = at;
            int first = member(start);
            if (at + 1 >= to || text[at] != '-' || text[at + 1] == ']') {
                return new Range(first, first);
            }
            at++;
            int last = member(start);
            if (last < first) {
                throw new PatternFault(index, "the range goes backwards", "write the smaller character first");
            }
            return new Range(first, last);
        }

        private int member(int start) {
            if (at == to) {
                throw unclosed(start);
            }
            int character = text[at++];
            if (character == '[' && at < to && text[at] == ':') {
                throw new PatternFault(at - 1, "named classes are not understood", "[0-9] or [A-Za-z]");
            }
            return character == '\\' ? escaped() : character;
        }

        private static PatternFault unclosed(int start) {
            return new PatternFault(start, "'[' without a ']' behind it", "write \\[ for the character itself");
        }
    }
}
