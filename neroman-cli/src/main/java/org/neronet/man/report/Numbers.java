package org.neronet.man.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
    private Numbers() {}

    /** About four digits: {@code 0.1235}, {@code 12}, {@code 1.5e-07}, {@code NaN}. */
    public static String brief(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value).replace("Infinity", "inf");
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.3g", value).replaceFirst("\\.?0+e", "e");
        }
        if (value == Math.rint(value)) {
            return Long.toString((long) value);
        }
        var rounded = new BigDecimal(value).round(new MathContext(size >= 1000 ? 6 : 4));
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** A whole number without its {@code .0}, everything else in full. */
    public static Object exact(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
        return whole && !(value == 0 && 1 / value < 0) ? (Object) (long) value : (Object) value;
    }

    /** {@code 0:07}, {@code 12:30}, {@code 3:05:00} or {@code 2d 4:00:00}. */
    public static String duration(Duration duration) {
        var minutesAndSeconds = String.format("%02d:%02d", duration.toMinutesPart(), duration.toSecondsPart());
        if (duration.toHours() == 0) {
            return minutesAndSeconds.replaceFirst("^0", "");
        }
        var time = duration.toHoursPart() + ":" + minutesAndSeconds;
        return duration.toDays() == 0 ? time : duration.toDays() + "d " + time;
    }

    /** {@code 812 B}, {@code 3.4 kB}, {@code 12 MB}. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        var units = new String[] {"kB", "MB", "GB", "TB", "PB", "EB"};
        double size = bytes / 1000.0;
        int unit = 0;
        while (size >= 999.5) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, size < 9.95 ? "%.1f %s" : "%.0f %s", size, units[unit]);
    }
}
