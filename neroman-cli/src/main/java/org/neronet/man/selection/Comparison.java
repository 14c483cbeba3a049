package org.neronet.man.selection;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How a condition compares. */
public enum Comparison {
    EQUAL("="),
    DIFFERENT("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private static final Map<String, String> MEANT = Map.of(
            "==", "=", "===", "=", "=>", ">=", "=<", "<=", "<>", "!=", "=!", "!=", "!==", "!=", ">>", ">", "<<", "<");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    /** As typed. */
    public String symbol() {
        return symbol;
    }

    /** Whether it asks for sameness rather than for an order. */
    public boolean isEquality() {
        return this == EQUAL || this == DIFFERENT;
    }

    static Optional<Comparison> of(String symbol) {
        return Stream.of(values()).filter(each -> each.symbol.equals(symbol)).findFirst();
    }

    /** What somebody who typed this probably meant. */
    static Optional<String> meant(String wrong) {
        return Optional.ofNullable(MEANT.get(wrong));
    }
}
