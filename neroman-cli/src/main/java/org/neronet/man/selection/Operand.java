package org.neronet.man.selection;

import java.util.List;
import org.neronet.man.selection.Expression.Intersection;

/**
 * A part of a selection and the text it was read from.
 *
 * @param plain an id, a range, a name or the like: neither condition nor combination
 */
record Operand(Expression expression, boolean plain, int start, int end, int firstEnd, int lastStart) {
    Operand(Expression expression, boolean plain, int start, int end) {
        this(expression, plain, start, end, end, start);
    }

    static Operand intersection(List<Operand> operands) {
        var first = operands.get(0);
        var last = operands.get(operands.size() - 1);
        var parts = operands.stream().map(Operand::expression).toList();
        return new Operand(new Intersection(parts), false, first.start(), last.end(), first.end(), last.start());
    }

    /** Whether it is made with {@code and}, without parentheses around it. */
    boolean hasAnd() {
        return firstEnd != end;
    }
}
