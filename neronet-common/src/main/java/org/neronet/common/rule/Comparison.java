package org.neronet.common.rule;

import java.util.Locale;
import java.util.Optional;

/** A comparison of two numbers; never true of NaN. */
public enum Comparison {
    GT(">"),
    GE(">="),
    LT("<"),
    LE("<="),
    EQ("=="),
    NE("!=");

    /** Numbers that differ by less than this share of the larger are equal: printed decimals are rarely exact. */
    private static final double TOLERANCE = 1e-9;

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /** As in an expression. */
    public String sign() {
        return sign;
    }

    /** The key of a stop rule, or the original's word: {@code gt}, {@code ge} or {@code geq}, and so on. */
    static Optional<Comparison> ofWord(String word) {
        return switch (word) {
            case "geq" -> Optional.of(GE);
            case "leq" -> Optional.of(LE);
            case "gt", "ge", "lt", "le", "eq" -> Optional.of(valueOf(word.toUpperCase(Locale.ROOT)));
            default -> Optional.empty();
        };
    }

    boolean test(double left, double right) {
        if (Double.isNaN(left) || Double.isNaN(right)) {
            return false;
        }
        return switch (this) {
            case GT -> left > right;
            case GE -> left >= right;
            case LT -> left < right;
            case LE -> left <= right;
            case EQ -> isEqual(left, right);
            case NE -> !isEqual(left, right);
        };
    }

    private static boolean isEqual(double left, double right) {
        return left == right || Math.abs(left - right) <= TOLERANCE * Math.max(Math.abs(left), Math.abs(right));
    }
}
