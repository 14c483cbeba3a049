package org.neronet.man.selection;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.selection.Expression.Not;
import org.neronet.man.selection.Expression.Union;
import org.neronet.man.selection.Token.Kind;

/**
 * Reads a selection: {@code ,} and {@code or} unite, {@code and} binds tighter, {@code not} tightest. Plain words side by side
 * are united too; whatever could be read in two ways is a fault that shows both.
 */
final class SelectionParser {
    private static final int DEEPEST = 50;
    private static final int MOST_TERMS = 1_000;

    private final SelectionText source;
    private final List<Token> tokens;
    private int at;
    private int terms;

    private SelectionParser(SelectionText source) {
        this.source = source;
        this.tokens = Tokens.of(source);
    }

    /** @throws NeronetException (usage) that names the place */
    static Expression parse(String text) {
        return new SelectionParser(new SelectionText(text)).all();
    }

    private Expression all() {
        if (token().is(Kind.END)) {
            throw source.fault(0, "an empty selection");
        }
        var expression = union(0);
        if (token().is(Kind.CLOSE)) {
            throw source.fault(token().start(), "')' without '('");
        }
        return expression;
    }

    private Expression union(int depth) {
        var items = new ArrayList<Operand>();
        var commas = new ArrayList<Token>();
        items.add(item(depth));
        while (token().is(Kind.COMMA) || token().isKeyword("or")) {
            commas.add(take());
            items.add(item(depth));
        }
        new TwoReadings(source).refuseTightLists(items, commas);
        return united(items);
    }

    private static Expression united(List<Operand> items) {
        var parts = items.stream().map(Operand::expression).toList();
        return parts.size() == 1 ? parts.get(0) : new Union(parts);
    }

    /** Operands with {@code and} between them, or plain words side by side. */
    private Operand item(int depth) {
        var operands = new ArrayList<Operand>();
        operands.add(operand(depth));
        if (beginsOperand()) {
            return sideBySide(operands, depth);
        }
        while (token().isKeyword("and")) {
            take();
            operands.add(operand(depth));
            if (beginsOperand()) {
                throw new TwoReadings(source).sideBySide(operands, operand(depth));
            }
        }
        return operands.size() == 1 ? operands.get(0) : Operand.intersection(operands);
    }

    private Operand sideBySide(List<Operand> operands, int depth) {
        while (beginsOperand()) {
            var next = operand(depth);
            if (!next.plain() || !operands.get(0).plain()) {
                throw new TwoReadings(source).sideBySide(operands, next);
            }
            operands.add(next);
        }
        if (token().isKeyword("and")) {
            take();
            throw new TwoReadings(source).listBeforeAnd(operands, operand(depth));
        }
        return new Operand(
                united(operands),
                false,
                operands.get(0).start(),
                operands.get(operands.size() - 1).end());
    }

    private boolean beginsOperand() {
        boolean joins = (token().isKeyword("and") || token().isKeyword("or")) && !peek().is(Kind.OPERATOR);
        return token().is(Kind.OPEN) || token().isText() && !joins;
    }

    private Operand operand(int depth) {
        if (depth > DEEPEST) {
            throw source.fault(token().start(), "more than " + DEEPEST + " parentheses in each other");
        }
        int start = token().start();
        if (token().isKeyword("not") && !peek().is(Kind.OPERATOR)) {
            take();
            return new Operand(new Not(operand(depth + 1).expression()), false, start, end());
        } else if (token().is(Kind.OPEN)) {
            return new Operand(parenthesized(depth), false, start, end());
        } else if (beginsOperand()) {
            return term();
        }
        throw missing();
    }

    private Expression parenthesized(int depth) {
        var open = take();
        var inner = union(depth + 1);
        if (!token().is(Kind.CLOSE)) {
            throw source.fault(open.start(), "'(' is never closed");
        }
        take();
        return inner;
    }

    private Operand term() {
        var word = take();
        if (!token().is(Kind.OPERATOR)) {
            var plain = new PlainTerms(source).term(word);
            return new Operand(plain instanceof Term.Ids ? plain : counted(word, plain), true, word.start(), end());
        }
        var operator = take();
        var condition = new ConditionReader(source).condition(word, operator, token());
        take();
        if (token().is(Kind.OPERATOR)) {
            throw source.fault(
                    token().start(), "a condition compares once", "write lr>0.001 and lr<0.1 for what is between");
        }
        return new Operand(counted(word, condition), false, word.start(), end());
    }

    private Term counted(Token word, Term term) {
        if (++terms > MOST_TERMS) {
            throw source.fault(
                    word.start(),
                    "more than %,d names and conditions".formatted(MOST_TERMS),
                    "tag what belongs together (neroman tag) and select it by tag=NAME");
        }
        return term;
    }

    /** What stands where a term should be says what is missing. */
    private NeronetException missing() {
        var before = at == 0 ? null : tokens.get(at - 1);
        boolean behind = before != null && !before.is(Kind.OPEN);
        if (token().is(Kind.OPERATOR)) {
            var what = token().text().equals("!") ? "'!' is no operator; write 'not'" : "nothing before '%s'";
            return source.fault(token().start(), what.formatted(token().text()));
        } else if (token().is(Kind.COMMA) || behind && before.is(Kind.COMMA)) {
            return source.fault(token().start(), "nothing beside the comma");
        } else if (behind) {
            return source.fault(token().start(), "nothing behind '" + before.text() + "'");
        }
        return source.fault(
                token().start(),
                token().is(Kind.END) ? "'(' is never closed" : "nothing before '" + token().text() + "'");
    }

    private Token token() {
        return tokens.get(at);
    }

    private Token peek() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    private Token take() {
        var token = token();
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    /** Behind the last token that was taken. */
    private int end() {
        return tokens.get(at - 1).end();
    }
}
