package org.neronet.man.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts of memory and time as users write them. */
public final class Quantity {
    private static final Pattern MEMORY = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)([KkMGT])(B|iB)?");
    private static final BigDecimal MOST_BYTES = new BigDecimal("1e15");
    private static final Pattern UNITS =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?:in)?)?(?:(\\d{1,9})s)?");
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,5})-)?(\\d{1,5}):(\\d{2}):(\\d{2})");
    private static final Pattern SLURM_DAYS = Pattern.compile("(\\d{1,5})-(\\d{1,2})(?::(\\d{2}))?()");
    private static final Map<String, Integer> POWERS = Map.of("K", 1, "M", 2, "G", 3, "T", 4);

    private Quantity() {}

    /** Bytes of {@code 400MB} (10^6), {@code 8GiB} (2^30) or {@code 1.5G} (10^9); empty when it is none of these. */
    public static Optional<Long> memory(String text) {
        var m = MEMORY.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        var base = BigDecimal.valueOf("iB".equals(m.group(3)) ? 1024 : 1000);
        var power = POWERS.get(m.group(2).toUpperCase(java.util.Locale.ROOT));
        var bytes = new BigDecimal(m.group(1)).multiply(base.pow(power));
        return bytes.compareTo(MOST_BYTES) > 0 ? Optional.empty() : Optional.of(bytes.longValue());
    }

    /** {@code 4h}, {@code 1h30m}, {@code 90s}, {@code 2d}, or Slurm's {@code 1:30:00} and {@code 1-12:00:00}. */
    public static Optional<Duration> time(String text) {
        var units = UNITS.matcher(text);
        if (!text.isEmpty() && units.matches()) {
            return Optional.of(duration(units, 1, 2, 3, 4));
        }
        var clock = CLOCK.matcher(text);
        if (clock.matches()) {
            return Optional.of(duration(clock, 1, 2, 3, 4));
        }
        var days = SLURM_DAYS.matcher(text);
        return days.matches() ? Optional.of(duration(days, 1, 2, 3, 4)) : Optional.empty();
    }

    private static Duration duration(Matcher m, int days, int hours, int minutes, int seconds) {
        return Duration.ofDays(number(m, days))
                .plusHours(number(m, hours))
                .plusMinutes(number(m, minutes))
                .plusSeconds(number(m, seconds));
    }

    private static long number(Matcher m, int group) {
        var digits = m.group(group);
        return digits == null || digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
