package org.neronet.common.rule;

/** Numbers as reasons show them. */
final class NumberWords {
    private static final double EXACT = 1L << 53;

    private NumberWords() {}

    /** Up to six significant digits, whole numbers without a point. */
    static String text(double number) {
        if (number == Math.rint(number) && Math.abs(number) < EXACT) {
            return Long.toString((long) number);
        }
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        var rounded = new java.math.BigDecimal(number).round(new java.math.MathContext(6));
        var plain = rounded.stripTrailingZeros();
        return Math.abs(number) < 1e-4 || Math.abs(number) >= 1e9 ? plain.toString() : plain.toPlainString();
    }

    /** Bytes with a unit: {@code 8.5 GB}. */
    static String bytes(double bytes) {
        int power = 0;
        double left = bytes;
        while (Math.abs(left) >= 1000 && power < 4) {
            left /= 1000;
            power++;
        }
        var shown = Math.rint(left * 10) / 10;
        return text(shown) + " " + new String[] {"bytes", "kB", "MB", "GB", "TB"}[power];
    }
}
