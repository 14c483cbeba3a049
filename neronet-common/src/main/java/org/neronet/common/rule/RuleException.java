package org.neronet.common.rule;

/** A rule as written says nothing that can be judged; the message tells the user why. */
public final class RuleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int column;

    public RuleException(String message) {
        this(message, 0);
    }

    /** @param column where in an expression, from 1; 0 when it is of no one place */
    public RuleException(String message, int column) {
        super(message);
        this.column = column;
    }

    public int column() {
        return column;
    }
}
