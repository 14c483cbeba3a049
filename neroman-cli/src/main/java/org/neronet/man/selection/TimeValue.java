package org.neronet.man.selection;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A time as typed: so long ago, or a day, minute or second of the calendar. */
public sealed interface TimeValue {
    /** How times may be written. */
    String FORMS = "2d (ago; units s m h d w), 2026-11-20 or 2026-11-20T10:00";

    /** From its first moment to before the first one behind it. */
    record Span(Instant start, Instant end) {}

    Span span(Instant now, ZoneId zone);

    /** That long ago, to the second. */
    record Ago(Duration duration) implements TimeValue {
        @Override
        public Span span(Instant now, ZoneId zone) {
            var then = now.minus(duration).truncatedTo(ChronoUnit.SECONDS);
            return new Span(then, then.plusSeconds(1));
        }
    }

    /** A day, minute or second where the user is. */
    record Local(LocalDateTime start, ChronoUnit unit) implements TimeValue {
        @Override
        public Span span(Instant now, ZoneId zone) {
            return new Span(
                    start.atZone(zone).toInstant(),
                    start.plus(1, unit).atZone(zone).toInstant());
        }
    }

    /** A second as {@code --json} shows it. */
    record Universal(Instant start) implements TimeValue {
        @Override
        public Span span(Instant now, ZoneId zone) {
            return new Span(start, start.plusSeconds(1));
        }
    }

    /** Empty when it is none. */
    static Optional<TimeValue> of(String text) {
        var ago = Parts.AGO.matcher(text);
        if (ago.matches()) {
            var unit = Parts.UNITS.get(ago.group(2));
            return Optional.of(new Ago(unit.multipliedBy(Long.parseLong(ago.group(1)))));
        }
        if (!Parts.YEAR.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(dated(text.replace(' ', 'T')));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static TimeValue dated(String text) {
        if (text.length() == Parts.DAY_LENGTH) {
            return new Local(LocalDate.parse(text, Parts.DAY).atStartOfDay(), ChronoUnit.DAYS);
        } else if (text.length() == Parts.MINUTE_LENGTH) {
            return new Local(LocalDateTime.parse(text, Parts.MINUTE), ChronoUnit.MINUTES);
        } else if (text.endsWith("Z")) {
            return new Universal(Instant.parse(text).truncatedTo(ChronoUnit.SECONDS));
        }
        return new Local(LocalDateTime.parse(text, Parts.SECOND), ChronoUnit.SECONDS);
    }

    /** The forms. */
    final class Parts {
        private static final Pattern AGO = Pattern.compile("(\\d{1,9})([smhdw])");
        private static final Pattern YEAR = Pattern.compile("\\d{4}-.*");
        private static final Map<String, Duration> UNITS = Map.of(
                "s", Duration.ofSeconds(1),
                "m", Duration.ofMinutes(1),
                "h", Duration.ofHours(1),
                "d", Duration.ofDays(1),
                "w", Duration.ofDays(7));
        private static final DateTimeFormatter DAY = strict("uuuu-MM-dd");
        private static final DateTimeFormatter MINUTE = strict("uuuu-MM-dd'T'HH:mm");
        private static final DateTimeFormatter SECOND = strict("uuuu-MM-dd'T'HH:mm:ss");
        private static final int DAY_LENGTH = 10;
        private static final int MINUTE_LENGTH = 16;

        private Parts() {}

        private static DateTimeFormatter strict(String form) {
            return DateTimeFormatter.ofPattern(form).withResolverStyle(ResolverStyle.STRICT);
        }
    }
}
