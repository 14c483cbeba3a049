package org.neronet.common.metric;

import java.util.Set;

/** Tells words that can be (part of) a metric's name from other text. */
final class NameText {
    private static final Set<String> FILE_ENDINGS = Set.of(
            "bash", "c", "cc", "cpp", "cu", "cuh", "f", "f90", "go", "h", "hpp", "ipynb", "java", "jl", "js", "json",
            "kt", "log", "m", "md", "out", "pl", "py", "pyx", "r", "rb", "rs", "scala", "sh", "ts", "txt", "yaml",
            "yml");

    private static final boolean[] PARTS = parts();

    private NameText() {}

    /** The end of the name characters that begin at {@code from}: letters, digits and {@code _ / . - @ %}. */
    static int end(String text, int from, int to) {
        int at = from;
        while (at < to && isPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static boolean isStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c > 0x7f && Character.isLetter(c);
    }

    /** Whether these name characters are a word that a name can be made of. */
    static boolean isWord(String text, int from, int to) {
        if (from >= to || to - from > OutputReader.MAX_NAME || !isStart(text.charAt(from))) {
            return false;
        }
        char last = text.charAt(to - 1);
        return last != '.' && last != '-' && last != '/' && last != '@' && !NumberText.isNumber(text, from, to);
    }

    /** Whether it is the name of a source or text file, such as {@code main.py} in {@code main.py:12}. */
    static boolean isFile(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && FILE_ENDINGS.contains(name.substring(dot + 1));
    }

    /** Capitalised as the first word of a sentence is. */
    static boolean isCapitalised(String name) {
        return name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isLowerCase(name.charAt(1));
    }

    /** Capitalised, or with a capital in it: mostly a setting or a count when a whole number follows. */
    static boolean isIdentifier(String name) {
        return isCapitalised(name) || name.chars().anyMatch(Character::isUpperCase) && !isShouted(name);
    }

    /** Without lower-case letters, as environment variables are. */
    static boolean isShouted(String name) {
        return name.chars().noneMatch(Character::isLowerCase);
    }

    private static boolean isPart(char c) {
        return c < PARTS.length ? PARTS[c] : Character.isLetter(c);
    }

    private static boolean[] parts() {
        var parts = new boolean[0x80];
        for (char c = 0; c < parts.length; c++) {
            parts[c] = isStart(c) || NumberText.isDigit(c) || "./-@%".indexOf(c) >= 0;
        }
        return parts;
    }
}
