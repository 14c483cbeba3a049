package org.neronet.man.selection;

import java.util.List;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.selection.Token.Kind;

/** Faults of selections that somebody could mean in two ways; each shows how to write both. */
record TwoReadings(SelectionText source) {
    /** A condition, or something in parentheses, with nothing between it and what stands before. */
    NeronetException sideBySide(List<Operand> before, Operand next) {
        var left = source.slice(
                before.get(0).start(), before.get(before.size() - 1).end());
        var right = text(next);
        return source.fault(
                next.start(),
                "'and' or ',' must stand between '%s' and '%s'".formatted(left, right),
                "'%s and %s' selects what is both, '%s, %s' what is either; a value with blanks stands in quotes"
                        .formatted(left, right, left, right));
    }

    /** {@code a b and c}. */
    NeronetException listBeforeAnd(List<Operand> list, Operand behind) {
        var first = list.get(0);
        var last = list.get(list.size() - 1);
        var rest = source.slice(last.end(), behind.end());
        return goesWith(
                last,
                rest,
                "(" + source.slice(first.start(), last.end()) + ") " + rest,
                source.slice(first.start(), list.get(list.size() - 2).end()) + ", " + text(last) + " " + rest);
    }

    /** {@code a,b and c}: a list without blanks looks like one thing, which the precedence says it is not. */
    void refuseTightLists(List<Operand> items, List<Token> commas) {
        for (int i = 0; i < commas.size(); i++) {
            var left = items.get(i);
            var right = items.get(i + 1);
            boolean tight = commas.get(i).is(Kind.COMMA) && left.end() == right.start() - 1;
            if (tight && right.hasAnd()) {
                throw tightBefore(items, i, right);
            } else if (tight && left.hasAnd()) {
                throw tightBehind(left, right);
            }
        }
    }

    private NeronetException tightBefore(List<Operand> items, int last, Operand right) {
        int first = last;
        while (first > 0 && items.get(first - 1).end() == items.get(first).start() - 1) {
            first--;
        }
        int start = items.get(first).start();
        var rest = source.slice(right.firstEnd(), right.end());
        var alone = new Operand(right.expression(), false, right.start(), right.firstEnd());
        return goesWith(
                alone,
                rest,
                "(" + source.slice(start, right.firstEnd()) + ") " + rest,
                source.slice(start, items.get(last).end()) + ", " + text(right));
    }

    private NeronetException tightBehind(Operand left, Operand right) {
        var alone = new Operand(left.expression(), false, left.lastStart(), left.end());
        var rest = source.slice(left.start(), left.lastStart());
        return goesWith(
                alone,
                rest,
                rest + " (" + source.slice(left.lastStart(), right.firstEnd()) + ")",
                text(left) + ", " + text(right));
    }

    private NeronetException goesWith(Operand alone, String rest, String whole, String apart) {
        return source.fault(
                alone.start(),
                "does '%s' go with '%s' alone or with the whole list?".formatted(rest, text(alone)),
                "write '%s', or '%s'".formatted(whole, apart));
    }

    private String text(Operand operand) {
        return source.slice(operand.start(), operand.end());
    }
}
