package org.neronet.man.config;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/** The YAML 1.2 core schema for plain scalars: {@code no}, {@code off} and {@code 1:30} are text, {@code 1e-3} is not. */
final class CoreSchema {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Set<String> NAN = Set.of(".nan", ".NaN", ".NAN");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INFINITY = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
    private static final int LONGEST_NUMBER = 1000;

    private CoreSchema() {}

    /** Long, BigInteger (18 digits are exceeded), Double, Boolean, null, or the text itself. */
    static Object value(String text) {
        if (NULLS.contains(text)) {
            return null;
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return TRUE.contains(text);
        }
        return text.length() > LONGEST_NUMBER ? text : numberOrText(text);
    }

    private static Object numberOrText(String text) {
        if (INTEGER.matcher(text).matches()) {
            return integer(text, 10);
        }
        if (OCTAL.matcher(text).matches()) {
            return integer(text.substring(2), 8);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return integer(text.substring(2), 16);
        }
        if (FLOAT.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        if (INFINITY.matcher(text).matches()) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return NAN.contains(text) ? (Object) Double.NaN : text;
    }

    private static Number integer(String digits, int radix) {
        var big = new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits, radix);
        boolean small = big.abs().toString().length() <= 18;
        return small ? (Number) big.longValueExact() : big;
    }
}
