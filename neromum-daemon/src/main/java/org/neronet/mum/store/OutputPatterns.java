package org.neronet.mum.store;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * The {@code outputs} of an experiment: globs over paths in its working folder. A pattern without {@code /} matches
 * names at any depth, a folder's name means all that is in it, {@code **}{@code /} also means no folder at all, and no
 * pattern means everything.
 */
public final class OutputPatterns {
    private final List<String> words;
    private final List<PathMatcher> matchers = new ArrayList<>();

    public OutputPatterns(List<String> patterns) {
        words = patterns.stream().map(OutputPatterns::plain).toList();
        for (var word : words) {
            add(word);
            if (word.startsWith("**/")) {
                add(word.substring(3));
            } else if (word.indexOf('/') < 0) {
                add("**/" + word);
            }
        }
    }

    public boolean match(Path relative) {
        var text = relative.toString();
        return words.isEmpty()
                || words.stream().anyMatch(word -> text.equals(word) || text.startsWith(word + "/"))
                || matchers.stream().anyMatch(matcher -> matcher.matches(relative));
    }

    private void add(String glob) {
        try {
            matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + glob));
        } catch (PatternSyntaxException e) {
            matchers.add(path -> false); // A name such as "a[" still matches as plain text.
        }
    }

    private static String plain(String pattern) {
        return pattern.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
    }
}
