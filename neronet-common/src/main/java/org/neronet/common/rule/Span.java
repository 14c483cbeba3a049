package org.neronet.common.rule;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads lengths of time as users write them: {@code 90s}, {@code 30m}, {@code 30min}, {@code 1h30m}, {@code 2d}. */
public final class Span {
    private static final Pattern SPAN =
            Pattern.compile("(?=\\d)(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?:in)?)?(?:(\\d{1,9})s)?");

    private static final long[] SECONDS = {86_400, 3_600, 60, 1};

    private Span() {}

    /** The length, whole seconds; empty when the text is none. */
    public static Optional<Duration> parse(String text) {
        var parts = SPAN.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        long seconds = 0;
        for (int i = 0; i < SECONDS.length; i++) {
            var part = parts.group(i + 1);
            seconds += part == null ? 0 : Long.parseLong(part) * SECONDS[i];
        }
        return Optional.of(Duration.ofSeconds(seconds));
    }

    /** For people: {@code 1h30m}. */
    public static String text(Duration span) {
        long seconds = span.toSeconds();
        var text = new StringBuilder();
        var units = "dhms";
        for (int i = 0; i < SECONDS.length; i++) {
            if (seconds >= SECONDS[i]) {
                text.append(seconds / SECONDS[i]).append(units.charAt(i));
                seconds %= SECONDS[i];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
