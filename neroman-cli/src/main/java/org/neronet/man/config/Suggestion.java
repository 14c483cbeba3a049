package org.neronet.man.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what the user probably meant by a word that is not known. */
public final class Suggestion {
    private Suggestion() {}

    /** At most {@code limit} known words near enough to the wrong one to be meant, nearest first. */
    public static List<String> nearest(String wrong, Collection<String> known, int limit) {
        var word = wrong.toLowerCase(Locale.ROOT);
        int reach = Math.max(1, Math.min(4, (word.length() + 1) / 3));
        record Near(String word, int distance) {}
        return known.stream()
                .filter(k -> Math.abs(k.length() - word.length()) <= reach || k.startsWith(wrong))
                .map(k -> new Near(k, distance(word, k.toLowerCase(Locale.ROOT))))
                .filter(near -> near.distance() <= reach || near.word().startsWith(wrong) && !wrong.isEmpty())
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
                .limit(limit)
                .map(Near::word)
                .toList();
    }

    /** {@code "; did you mean 'a'?"} or, without anything near, nothing. */
    public static String text(String wrong, Collection<String> known) {
        var near = nearest(wrong, known, 3);
        return near.isEmpty() ? "" : "; did you mean '" + String.join("', '", near) + "'?";
    }

    /** Changes of one character, or swaps of two neighbours, that turn {@code a} into {@code b}. */
    static int distance(String a, String b) {
        var before = new int[b.length() + 1];
        var above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = above;
            above = row;
        }
        return above[b.length()];
    }
}
