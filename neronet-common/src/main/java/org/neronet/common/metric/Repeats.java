package org.neronet.common.metric;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts what a pattern must repeat, {@code {n}} within {@code {n}} multiplied. Repeating what may be empty looks at no
 * character, so {@link MeteredText} would not stop it.
 */
final class Repeats {
    private static final long MAX = 1_000;

    private final Deque<Long> outer = new ArrayDeque<>();
    private long here;
    private long last;

    /**
     * The pattern has this character, outside of quotes and character classes.
     *
     * @throws IllegalArgumentException when it is too much
     */
    void see(String text, int at) {
        char c = text.charAt(at);
        if (c == '(') {
            outer.push(here);
            here = 0;
        } else if (c == ')' && !outer.isEmpty()) {
            last = here;
            here += outer.pop();
        } else if (c == '{') {
            repeat(text, at + 1);
            return;
        }
        last = c == ')' ? last : 0;
    }

    private void repeat(String text, int from) {
        int end = NumberText.afterDigits(text, from, text.length());
        if (end == from) {
            return;
        }
        long times = end - from > 4 ? MAX + 1 : Long.parseLong(text.substring(from, end));
        here += times * Math.max(1, last);
        if (here > MAX) {
            throw new IllegalArgumentException(
                    "a pattern repeats at most " + MAX + " times in all: {" + text.substring(from, end) + "}");
        }
    }
}
