package org.neronet.mum.dispatch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments in texts that people read wherever they are. */
public final class Moments {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private Moments() {}

    /** {@code 2026-11-22 12:00:05 UTC}. */
    public static String text(Instant at) {
        return CLOCK.format(at);
    }
}
