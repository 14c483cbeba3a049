package org.neronet.common.rule;

import java.util.Set;
import org.neronet.common.json.JsonObject;

/**
 * A condition over metrics, such as {@code val_loss > 2 * train_loss and epoch > 5}: numbers, names (quoted where they
 * hold blanks or signs), {@code + - * /}, comparisons, {@code and or not}, parentheses, {@code abs(x)}, and of one metric
 * {@code last}, {@code best}, {@code min}, {@code max}, and {@code mean}, {@code median}, {@code std} of the last values:
 * {@code mean(loss, 10)}. Pure.
 */
public final class Expression {
    /** Longest text, characters. */
    public static final int LONGEST = 1000;

    private final String text;
    private final Node node;
    private final Set<String> names;
    private final int longest;

    Expression(String text, Node node, Set<String> names, int longest) {
        this.text = text;
        this.node = node;
        this.names = names;
        this.longest = longest;
    }

    /** @throws RuleException with the column, when it is no condition */
    public static Expression parse(String text) {
        return parse(text, Goals.byName());
    }

    /**
     * Whether small or large is best, for {@code best(x)}, is what the user wrote before it is what a name says.
     *
     * @param watch whose {@code metrics} may be a map with {@code goal}
     * @throws RuleException with the column, when it is no condition
     */
    public static Expression parse(String text, JsonObject watch) {
        return parse(text, Goals.of(watch));
    }

    static Expression parse(String text, Goals goals) {
        if (text.length() > LONGEST) {
            throw new RuleException("a condition has at most " + LONGEST + " characters", LONGEST + 1);
        }
        return new ExpressionParser(text, goals).parse();
    }

    /** The metrics it speaks of, in order. */
    public Set<String> names() {
        return names;
    }

    /** How many of the last values of a metric it needs at most. */
    int longest() {
        return longest;
    }

    /** Whether it is surely true: NaN and names without a value leave it open. */
    boolean isTrue(Memory memory) {
        return node.number(memory) == Node.TRUE;
    }

    /** As written. */
    @Override
    public String toString() {
        return text;
    }
}
