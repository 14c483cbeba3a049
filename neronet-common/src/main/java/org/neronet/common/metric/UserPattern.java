package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;

/**
 * A user's pattern at work in one stream: no line holds it up for long, and one that is too slow for many lines is not
 * tried any more. Owned by one thread.
 */
final class UserPattern {
    /** A pattern sees so many characters of a line. */
    static final int MAX_TEXT = 4 << 10;

    /** After so many lines that took too long, the pattern is not tried any more. */
    private static final int MAX_FAILURES = 20;

    /** So many lines in time make good for one that was not. */
    private static final int LINES_PER_FAILURE = 200;

    private final GroupPattern groups;
    private final String text;
    private int failures;
    private int linesInTime;
    private boolean slow;

    UserPattern(String text) {
        this.text = text;
        this.groups = GroupPattern.of(text);
    }

    List<String> names() {
        return groups.names();
    }

    boolean isIn(String line) {
        return ask(line, Matcher::find).orElse(false);
    }

    /** What {@code question} finds with a matcher on the line; empty when that took too long. */
    <T> Optional<T> ask(String line, Function<Matcher, T> question) {
        if (failures >= MAX_FAILURES) {
            return Optional.empty();
        }
        var seen = line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) : line;
        try {
            var answer = question.apply(groups.pattern().matcher(new MeteredText(seen)));
            countInTime();
            return Optional.of(answer);
        } catch (MeteredText.Exhausted | StackOverflowError e) {
            // Java's matcher recurses for each repetition of an alternative; the line is left, nothing else is lost.
            failures++;
            slow = true;
            return Optional.empty();
        }
    }

    private void countInTime() {
        if (failures > 0 && ++linesInTime == LINES_PER_FAILURE) {
            linesInTime = 0;
            failures--;
        }
    }

    /** What the user should know; does not change once it is there. */
    Optional<String> warning() {
        return !slow
                ? Optional.empty()
                : Optional.of(
                        "the pattern " + text + " takes too long on some lines, which are left out; if that goes on"
                                + " it is not tried any more: say more exactly what it repeats");
    }
}
