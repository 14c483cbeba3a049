package org.neronet.common.rule;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.rule.Token.Kind;

/** Reads an expression by recursive descent; used once. */
final class ExpressionParser {
    private static final Set<String> WORDS = Set.of("and", "or", "not");
    private static final int DEEPEST = 100;

    private final String text;
    private final Goals goals;
    private final List<Token> tokens;
    private final Set<String> names = new LinkedHashSet<>();
    private int longest = 1;
    private int next;
    private int depth;

    ExpressionParser(String text, Goals goals) {
        this.text = text;
        this.goals = goals;
        tokens = Token.read(text);
    }

    Expression parse() {
        var start = peek();
        var node = or();
        if (peek().kind() != Kind.END) {
            throw unexpected(peek());
        }
        logic(node, start);
        return new Expression(text.strip(), node, new LinkedHashSet<>(names), longest);
    }

    private Node or() {
        var start = peek();
        var left = and();
        while (take("or")) {
            var at = peek();
            left = Node.or(logic(left, start), logic(and(), at));
        }
        return left;
    }

    private Node and() {
        var start = peek();
        var left = not();
        while (take("and")) {
            var at = peek();
            left = Node.and(logic(left, start), logic(not(), at));
        }
        return left;
    }

    private Node not() {
        if (!take("not")) {
            return comparison();
        }
        deeper(peek());
        var at = peek();
        var node = Node.not(logic(not(), at));
        depth--;
        return node;
    }

    private Node comparison() {
        var start = peek();
        var left = sum();
        var sign = sign();
        if (sign.isEmpty()) {
            return left;
        }
        number(left, start);
        next++;
        var at = peek();
        var right = number(sum(), at);
        if (sign().isPresent()) {
            throw new RuleException("two comparisons are joined by 'and'", peek().column());
        }
        return Node.compare(sign.get(), left, right);
    }

    private Optional<Comparison> sign() {
        return Arrays.stream(Comparison.values())
                .filter(comparison -> peek().is(comparison.sign()))
                .findFirst();
    }

    private Node sum() {
        var start = peek();
        var left = product();
        while (peek().is("+") || peek().is("-")) {
            left = arithmetic(left, start, this::product);
        }
        return left;
    }

    private Node product() {
        var start = peek();
        var left = signed();
        while (peek().is("*") || peek().is("/")) {
            left = arithmetic(left, start, this::signed);
        }
        return left;
    }

    private Node arithmetic(Node left, Token start, java.util.function.Supplier<Node> operand) {
        char sign = tokens.get(next++).text().charAt(0);
        var at = peek();
        return Node.arithmetic(sign, number(left, start), number(operand.get(), at));
    }

    private Node signed() {
        var at = peek();
        deeper(at);
        var node = take("-")
                ? Node.arithmetic('-', Node.number(memory -> 0), number(signed(), peek()))
                : primary(tokens.get(next++));
        depth--;
        return node;
    }

    private Node primary(Token token) {
        if (token.kind() == Kind.NUMBER) {
            double value = Double.parseDouble(token.text());
            return Node.number(memory -> value);
        } else if (token.is("(")) {
            var inner = or();
            expect(")");
            return inner;
        } else if (token.kind() == Kind.NAME && peek().is("(")) {
            next++;
            return call(token);
        } else if (token.isMetric() && !(token.kind() == Kind.NAME && WORDS.contains(token.text()))) {
            var name = metric(token);
            return Node.number(memory -> memory.last(name));
        }
        throw unexpected(token);
    }

    private Node call(Token function) {
        if (function.is("abs")) {
            var at = peek();
            var inner = number(or(), at);
            expect(")");
            return Node.number(memory -> Math.abs(inner.number(memory)));
        }
        var token = tokens.get(next++);
        if (!token.isMetric()) {
            throw new RuleException(
                    function.text() + " is of one metric: " + function.text() + "(val_loss)", token.column());
        }
        var name = metric(token);
        var node = isOfWindow(function) ? window(function, name) : whole(function, name, token);
        expect(")");
        return node;
    }

    private static boolean isOfWindow(Token function) {
        return function.is("mean") || function.is("median") || function.is("std");
    }

    private Node whole(Token function, String name, Token at) {
        return switch (function.text()) {
            case "last" -> Node.number(memory -> memory.last(name));
            case "min" -> Node.number(memory -> memory.best(name, Goal.MIN));
            case "max" -> Node.number(memory -> memory.best(name, Goal.MAX));
            case "best" -> {
                var goal = goals.of(name)
                        .orElseThrow(() -> new RuleException(
                                "whether '" + name + "' is better small or large is unknown: min(" + name + ") or max("
                                        + name + ")",
                                at.column()));
                yield Node.number(memory -> memory.best(name, goal));
            }
            default ->
                throw new RuleException(
                        "no function '" + function.text() + "'; there are abs, last, best, min, max, mean, median, std",
                        function.column());
        };
    }

    private Node window(Token function, String name) {
        int n = count(function);
        longest = Math.max(longest, n);
        return Node.number(memory -> {
            var values = memory.last(name, n);
            if (values.length < n) {
                return Double.NaN;
            }
            return function.is("mean")
                    ? Window.mean(values)
                    : function.is("std") ? Window.std(values) : Window.median(values);
        });
    }

    private int count(Token function) {
        expect(",");
        var token = tokens.get(next++);
        if (!token.text().matches("[1-9]\\d{0,3}")) {
            throw new RuleException(
                    "of how many last values, 1 to 9999: " + function.text() + "(loss, 10)", token.column());
        }
        return Integer.parseInt(token.text());
    }

    private String metric(Token token) {
        if (token.text().isBlank()) {
            throw new RuleException("a name is empty", token.column());
        }
        names.add(token.text());
        return token.text();
    }

    private Token peek() {
        return tokens.get(Math.min(next, tokens.size() - 1));
    }

    private boolean take(String word) {
        boolean there = peek().is(word);
        next += there ? 1 : 0;
        return there;
    }

    private void expect(String sign) {
        if (!take(sign)) {
            throw new RuleException("'" + sign + "' is missing", peek().column());
        }
    }

    private void deeper(Token at) {
        if (++depth > DEEPEST) {
            throw new RuleException("too many parentheses and signs within each other", at.column());
        }
    }

    private static Node logic(Node node, Token at) {
        if (!node.isLogic()) {
            throw new RuleException("a comparison is needed here, such as 'loss > 5'", at.column());
        }
        return node;
    }

    private static Node number(Node node, Token at) {
        if (node.isLogic()) {
            throw new RuleException("a number is needed here, not a comparison", at.column());
        }
        return node;
    }

    private static RuleException unexpected(Token token) {
        var what = token.kind() == Kind.END
                ? "something is missing at the end"
                : "'" + token.text() + "' cannot stand here";
        return new RuleException(what, token.column());
    }
}
