package org.neronet.common.metric;

import java.util.Arrays;

/** Words that are looked for in lines, in upper or lower case, without making text of the places looked at. */
final class WordList {
    private final String[][] byLength;

    /** @param words in lower case, parted by blanks */
    WordList(String words) {
        var list = words.strip().split("\\s+");
        int longest = Arrays.stream(list).mapToInt(String::length).max().orElse(0);
        byLength = new String[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            byLength[length] =
                    Arrays.stream(list).filter(word -> word.length() == wanted).toArray(String[]::new);
        }
    }

    boolean contains(String text, int from, int to) {
        int length = to - from;
        if (length <= 0 || length >= byLength.length) {
            return false;
        }
        int first = text.charAt(from) | 0x20;
        int last = text.charAt(to - 1) | 0x20;
        for (var word : byLength[length]) {
            boolean alike = word.charAt(0) == first && word.charAt(length - 1) == last;
            if (alike && word.regionMatches(true, 0, text, from, length)) {
                return true;
            }
        }
        return false;
    }

    boolean contains(String word) {
        return contains(word, 0, word.length());
    }
}
