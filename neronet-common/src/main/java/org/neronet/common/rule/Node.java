package org.neronet.common.rule;

import java.util.function.ToDoubleFunction;

/**
 * A part of an expression. Truth is a number too: 1 true, 0 false, NaN unknown.
 *
 * @param isLogic whether it is true or false rather than a number
 */
record Node(boolean isLogic, ToDoubleFunction<Memory> value) {
    static final double TRUE = 1;
    static final double FALSE = 0;

    static Node number(ToDoubleFunction<Memory> value) {
        return new Node(false, value);
    }

    double number(Memory memory) {
        return value.applyAsDouble(memory);
    }

    static Node arithmetic(char sign, Node left, Node right) {
        return number(memory -> {
            double a = left.number(memory);
            double b = right.number(memory);
            return switch (sign) {
                case '+' -> a + b;
                case '-' -> a - b;
                case '*' -> a * b;
                default -> a / b;
            };
        });
    }

    static Node compare(Comparison comparison, Node left, Node right) {
        return new Node(true, memory -> {
            double a = left.number(memory);
            double b = right.number(memory);
            if (Double.isNaN(a) || Double.isNaN(b)) {
                return Double.NaN;
            }
            return comparison.test(a, b) ? TRUE : FALSE;
        });
    }

    static Node not(Node inner) {
        return new Node(true, memory -> 1 - inner.number(memory));
    }

    static Node and(Node left, Node right) {
        return new Node(true, memory -> decided(left.number(memory), right.number(memory), FALSE));
    }

    static Node or(Node left, Node right) {
        return new Node(true, memory -> decided(left.number(memory), right.number(memory), TRUE));
    }

    /** One that decides is enough; else an unknown keeps it open. */
    private static double decided(double a, double b, double deciding) {
        if (a == deciding || b == deciding) {
            return deciding;
        }
        return Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : 1 - deciding;
    }
}
