package org.neronet.man.config;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words by the POSIX shell's rules for blanks, quotes and backslashes, and nothing else. */
public final class PosixWords {
    private final String text;
    private final List<Word> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean open;
    private boolean quoted;
    private int at;

    private PosixWords(String text) {
        this.text = text;
    }

    /**
     * One word.
     *
     * @param text without its quotes
     * @param quoted whether any of it was quoted, so that the user surely meant it as it stands
     */
    public record Word(String text, boolean quoted) {}

    /** @throws IllegalArgumentException for a quote without its end; the message is for people */
    public static List<Word> split(String text) {
        return new PosixWords(text).words();
    }

    /** The texts of the words alone. */
    public static List<String> texts(String text) {
        return split(text).stream().map(Word::text).toList();
    }

    private List<Word> words() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case ' ', '\t', '\n', '\r' -> endWord();
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '\\' -> escaped();
                default -> append(c);
            }
        }
        endWord();
        return words;
    }

    private void endWord() {
        if (open) {
            words.add(new Word(word.toString(), quoted));
            word.setLength(0);
            open = false;
            quoted = false;
        }
    }

    private void append(char c) {
        word.append(c);
        open = true;
    }

    private void singleQuoted() {
        int end = text.indexOf('\'', at);
        if (end < 0) {
            throw new IllegalArgumentException("the quote ' has no end");
        }
        word.append(text, at, end);
        at = end + 1;
        markQuoted();
    }

    private void doubleQuoted() {
        markQuoted();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c != '\\' || at == text.length()) {
                word.append(c);
                continue;
            }
            char next = text.charAt(at++);
            if (next != '\n') {
                word.append("$`\"\\".indexOf(next) >= 0 ? "" : "\\").append(next);
            }
        }
        throw new IllegalArgumentException("the quote \" has no end");
    }

    private void escaped() {
        if (at == text.length()) {
            throw new IllegalArgumentException("nothing follows the backslash at the end");
        }
        char next = text.charAt(at++);
        if (next != '\n') {
            markQuoted();
            word.append(next);
        }
    }

    private void markQuoted() {
        open = true;
        quoted = true;
    }
}
