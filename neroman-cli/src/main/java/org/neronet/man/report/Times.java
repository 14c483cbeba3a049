package org.neronet.man.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as the user's clock shows them. */
record Times(ZoneId zone) {
    private static final DateTimeFormatter WHOLE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** {@code 2026-11-22 12:00:05}. */
    String text(Instant at) {
        return WHOLE.format(at.atZone(zone));
    }
}
