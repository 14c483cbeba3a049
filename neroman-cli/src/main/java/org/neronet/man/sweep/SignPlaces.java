package org.neronet.man.sweep;

/**
 * Refuses signs and {@code not} where the library would take them for those of other operands: behind {@code ^} it computes
 * {@code lr * 10^-3} as {@code (lr * 10)^…}.
 */
final class SignPlaces {
    private final String signs;
    private char before = '(';
    private char second = '(';

    private SignPlaces(String signs) {
        this.signs = signs;
    }

    /** @param signs an expression in which {@code and}, {@code or}, {@code not} are signs already */
    static void check(String signs) throws Formula.FormulaException {
        new SignPlaces(signs).check();
    }

    private void check() throws Formula.FormulaException {
        for (int at = 0; at < signs.length(); at++) {
            char c = signs.charAt(at);
            if (Character.isWhitespace(c)) {
                continue;
            }
            if (c == '"' || c == '\'') {
                int end = signs.indexOf(c, at + 1);
                at = end < 0 ? signs.length() : end;
            } else {
                check(c, at);
            }
            second = before;
            before = c;
        }
    }

    private void check(char c, int at) throws Formula.FormulaException {
        boolean power = before == '^' || before == '*' && second == '*';
        if ((c == '-' || c == '+') && power) {
            throw new Formula.FormulaException("a sign behind '^' needs parentheses, such as 10^(-3)", at, null);
        }
        boolean not = c == '!' && !signs.startsWith("!=", at);
        if (not && "(,&|".indexOf(before) < 0) {
            throw new Formula.FormulaException("'not' needs parentheses here, such as (not x)", at, null);
        }
    }
}
