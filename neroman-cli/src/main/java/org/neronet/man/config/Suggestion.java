package org.neronet.man.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/** Finds what the user probably meant by a word that is not known. */
public final class Suggestion {
    /** Shorter words are the beginning of too many others, and stand within them. */
    private static final int SHORTEST_PART = 3;

    private static final int LONGEST = 300;
    private static final int MANY = 2000;

    private Suggestion() {}

    /** At most {@code limit} known words near enough to the wrong one to be meant, nearest first. */
    public static List<String> nearest(String wrong, Collection<String> known, int limit) {
        var word = wrong.toLowerCase(Locale.ROOT);
        if (word.isBlank() || word.length() > LONGEST) {
            return List.of();
        }
        var misspelt = nearest(word, known, limit, Suggestion::misspelt);
        return misspelt.isEmpty() ? nearest(word, known, limit, Suggestion::shortened) : misspelt;
    }

    private static List<String> nearest(
            String word, Collection<String> known, int limit, BiFunction<String, String, OptionalInt> measure) {
        record Near(String word, int distance) {}
        return known.stream()
                .flatMap(each -> measure.apply(word, each.toLowerCase(Locale.ROOT)).stream()
                        .mapToObj(distance -> new Near(each, distance)))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
                .limit(limit)
                .map(Near::word)
                .toList();
    }

    /** Nothing when it is too far. */
    private static OptionalInt misspelt(String word, String known) {
        int reach = Math.max(1, Math.min(4, (word.length() + 1) / 3));
        if (Math.abs(known.length() - word.length()) > reach) {
            return OptionalInt.empty();
        }
        int distance = distance(word, known);
        boolean near = distance <= reach && distance < Math.max(word.length(), known.length());
        return near ? OptionalInt.of(distance) : OptionalInt.empty();
    }

    /** Nothing when neither is a part of the other. */
    private static OptionalInt shortened(String word, String known) {
        boolean isPart = known.startsWith(word)
                || Math.min(word.length(), known.length()) >= SHORTEST_PART
                        && known.charAt(0) == word.charAt(0)
                        && (word.startsWith(known) || isWithin(word, known));
        return isPart ? OptionalInt.of(Math.abs(known.length() - word.length())) : OptionalInt.empty();
    }

    /** Whether the letters of one stand in the other in their order, as {@code cmd} in {@code command}. */
    private static boolean isWithin(String part, String whole) {
        int at = 0;
        for (int i = 0; i < whole.length() && at < part.length(); i++) {
            at += whole.charAt(i) == part.charAt(at) ? 1 : 0;
        }
        return at == part.length();
    }

    /** {@code "; did you mean 'a'?"} or, without anything near among the first 2000, nothing. */
    public static String text(String wrong, Collection<String> known) {
        var near = nearest(wrong, known.stream().limit(MANY).toList(), 3);
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
