package org.neronet.common.metric;

/** Tells numbers from other text: {@code 5}, {@code -.5e-3}, {@code nan} and {@code +Infinity}, but not {@code 5ms}. */
final class NumberText {
    private static final int MAX_LENGTH = 64;

    /** A comma and three digits. */
    private static final int GROUP = 4;

    private NumberText() {}

    /** Whether these characters are one number and nothing else; a unit behind it makes it none. */
    static boolean isNumber(String text, int from, int to) {
        int at = afterSign(text, from, to);
        if (at >= to || to - from > MAX_LENGTH) {
            return false;
        }
        char c = text.charAt(at);
        return c == '.' || isDigit(c) ? isDecimal(text, at, to) : isWord(text, at, to);
    }

    /** Digits only, perhaps with a sign. */
    static boolean isInteger(String text, int from, int to) {
        int at = afterSign(text, from, to);
        return at < to && to - from <= MAX_LENGTH && afterDigits(text, at, to) == to;
    }

    /** Behind the longest number that begins at {@code from}, whatever follows it; {@code from} if none does. */
    static int end(String text, int from, int to) {
        int limit = Math.min(to, from + MAX_LENGTH);
        int at = afterSign(text, from, limit);
        if (at >= limit) {
            return from;
        }
        char c = text.charAt(at);
        return c == '.' || isDigit(c) ? decimalEnd(text, from, at, limit) : wordEnd(text, from, at, limit);
    }

    /** As {@link #end}, and over the groups of {@code 1,234,567.5}. */
    static int groupedEnd(String text, int from, int to) {
        int limit = Math.min(to, from + MAX_LENGTH);
        int at = afterSign(text, from, limit);
        int digits = afterDigits(text, at, limit);
        int groups = digits;
        while (isGroup(text, groups, limit)) {
            groups += GROUP;
        }
        boolean grouped = digits > at && digits - at < GROUP && text.charAt(at) != '0' && groups > digits;
        if (!grouped) {
            return end(text, from, to);
        }
        return groups < limit && text.charAt(groups) == '.' ? afterDigits(text, groups + 1, limit) : groups;
    }

    /** The value of what {@link #groupedEnd} found. */
    static double groupedValue(String text, int from, int to) {
        int comma = text.indexOf(',', from);
        if (comma < 0 || comma >= to) {
            return value(text, from, to);
        }
        return Double.parseDouble(text.substring(from, to).replace(",", ""));
    }

    /** Whether the comma at {@code at} parts thousands. */
    static boolean isGroupComma(String text, int at, int from, int to) {
        int digits = at;
        while (digits > from && at - digits < GROUP && isDigit(text.charAt(digits - 1))) {
            digits--;
        }
        boolean more = digits > from && text.charAt(digits - 1) == ',' && isGroupComma(text, digits - 1, from, to);
        boolean begins = digits == from || ".,".indexOf(text.charAt(digits - 1)) < 0;
        boolean first = digits < at && at - digits < GROUP && begins && text.charAt(digits) != '0';
        return (first || more && at - digits == GROUP - 1) && isGroup(text, at, to);
    }

    /** A comma and three digits, and no more of them. */
    private static boolean isGroup(String text, int at, int to) {
        return at < to && text.charAt(at) == ',' && afterDigits(text, at + 1, to) == at + GROUP;
    }

    private static int decimalEnd(String text, int from, int digits, int to) {
        int at = afterDigits(text, digits, to);
        if (at < to && text.charAt(at) == '.') {
            at = afterDigits(text, at + 1, to);
        }
        int exponent = at < to && (text.charAt(at) == 'e' || text.charAt(at) == 'E')
                ? afterDigits(text, afterSign(text, at + 1, to), to)
                : at;
        int end = exponent > at && isDigit(text.charAt(exponent - 1)) ? exponent : at;
        return isNumber(text, from, end) ? end : from;
    }

    private static int wordEnd(String text, int from, int word, int to) {
        for (int length : new int[] {8, 3}) {
            if (word + length <= to && isWord(text, word, word + length)) {
                return word + length;
            }
        }
        return from;
    }

    /** The value of what {@link #isNumber} accepted. */
    static double value(String text, int from, int to) {
        int at = afterSign(text, from, to);
        char c = text.charAt(at);
        if (c == '.' || isDigit(c)) {
            return Double.parseDouble(text.substring(from, to));
        }
        boolean negative = text.charAt(from) == '-';
        return c == 'n' || c == 'N' ? Double.NaN : negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** Whether a number may end so: a digit, a dot, or the last letter of nan, inf and infinity. */
    static boolean canEnd(char c) {
        return isDigit(c) || c == '.' || "nNfFyY".indexOf(c) >= 0;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(String text, int from, int to) {
        int length = to - from;
        return length == 3 && text.regionMatches(true, from, "nan", 0, length)
                || length == 3 && text.regionMatches(true, from, "inf", 0, length)
                || length == 8 && text.regionMatches(true, from, "infinity", 0, length);
    }

    private static boolean isDecimal(String text, int from, int to) {
        int at = afterDigits(text, from, to);
        int digits = at - from;
        if (at < to && text.charAt(at) == '.') {
            int fraction = afterDigits(text, at + 1, to);
            digits += fraction - at - 1;
            at = fraction;
        }
        return digits > 0 && (at == to || isExponent(text, at, to));
    }

    private static boolean isExponent(String text, int from, int to) {
        char c = text.charAt(from);
        int digits = afterSign(text, from + 1, to);
        return (c == 'e' || c == 'E') && digits < to && afterDigits(text, digits, to) == to;
    }

    private static int afterSign(String text, int from, int to) {
        return from < to && (text.charAt(from) == '-' || text.charAt(from) == '+') ? from + 1 : from;
    }

    /** Behind the digits that begin at {@code from}. */
    static int afterDigits(String text, int from, int to) {
        int at = from;
        while (at < to && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
