package org.neronet.common.process;

import java.util.List;
import java.util.stream.Collectors;

/** Quotes words so that any POSIX shell reads them back byte for byte. */
public final class ShellWords {
    private ShellWords() {}

    /**
     * One word in single quotes; newlines and every other character but NUL stay as they are.
     *
     * @throws IllegalArgumentException for a word with a NUL, which no argument can hold
     */
    public static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL character cannot be part of an argument");
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Words quoted and joined by blanks. */
    public static String quoteAll(List<String> words) {
        return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
    }
}
