package org.neronet.common.metric;

import java.time.Duration;
import java.util.regex.Pattern;

/** Lengths of time as users write them: {@code 5m}, {@code 1h30m}, {@code 90s}. */
final class TimeSpan {
    private static final Pattern SPAN =
            Pattern.compile("(?=\\d)(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?:in)?)?(?:(\\d{1,9})s)?");

    private TimeSpan() {}

    /** @throws IllegalArgumentException with a message for the user; a span is at least 1 s */
    static Duration of(String text) {
        var match = SPAN.matcher(text);
        var span = match.matches()
                ? Duration.ofDays(part(match.group(1)))
                        .plusHours(part(match.group(2)))
                        .plusMinutes(part(match.group(3)))
                        .plusSeconds(part(match.group(4)))
                : Duration.ZERO;
        if (span.isZero()) {
            throw new IllegalArgumentException("'" + text + "' is no time such as 5m or 1h30m");
        }
        return span;
    }

    private static long part(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
