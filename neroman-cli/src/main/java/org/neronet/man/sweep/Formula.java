package org.neronet.man.sweep;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.DataAccessorIfc;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;

/** An expression over parameters, such as {@code layers * 64} or {@code lr > 0.05 and layers == 1}. For one thread. */
final class Formula {
    private static final int LONGEST = 1000;
    private static final int DEEPEST = 50;
    private static final Pattern WORDS = Pattern.compile("\"[^\"]*\"|'[^']*'|\\b(and|or|not)\\b");
    private static final Pattern LARGE = Pattern.compile("[0-9.][eE][+-]?[0-9]{4,}");
    private static final Map<String, String> SIGNS = Map.of("and", "&& ", "or", "||", "not", "!  ");

    private final String text;
    private final Mark mark;
    private final Expression expression;
    private final Set<String> variables;

    /** What is wrong with an expression, and from which character of it, from 0. */
    static final class FormulaException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int at;

        FormulaException(String message, int at, Throwable cause) {
            super(message, cause);
            this.at = at;
        }

        int at() {
            return at;
        }
    }

    private Formula(String text, Mark mark, Expression expression, Set<String> variables) {
        this.text = text;
        this.mark = mark;
        this.expression = expression;
        this.variables = variables;
    }

    static Formula of(String text, Mark mark) throws FormulaException {
        refuseTooMuch(text);
        try {
            SignPlaces.check(signs(text));
            var expression = new Expression(signs(text), FormulaLanguage.CONFIGURATION);
            expression.validate();
            // Not getUsedVariables(), which does not tell capitals from small letters.
            var variables = new TreeSet<String>();
            for (var node : expression.getAllASTNodes()) {
                if (node.getToken().getType() == Token.TokenType.VARIABLE_OR_CONSTANT) {
                    variables.add(node.getToken().getValue());
                }
            }
            variables.removeIf(FormulaLanguage.CONSTANTS::contains);
            return new Formula(text, mark, expression, variables);
        } catch (ParseException e) {
            throw new FormulaException(plain(e.getMessage()), e.getStartPosition() - 1, e);
        } catch (RuntimeException e) {
            throw new FormulaException("it cannot be understood", 0, e);
        }
    }

    private static void refuseTooMuch(String text) throws FormulaException {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new FormulaException("it must have 1 to " + LONGEST + " characters", 0, null);
        }
        var large = LARGE.matcher(text);
        if (large.find()) {
            throw new FormulaException("a number's exponent has up to three digits", large.start(), null);
        }
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth > DEEPEST) {
                throw new FormulaException("more than " + DEEPEST + " parentheses within each other", i, null);
            }
        }
    }

    /** Words become signs of the same length, so that places stay. */
    private static String signs(String text) {
        return WORDS.matcher(text)
                .replaceAll(found ->
                        java.util.regex.Matcher.quoteReplacement(SIGNS.getOrDefault(found.group(), found.group())));
    }

    String text() {
        return text;
    }

    Mark mark() {
        return mark;
    }

    /** The parameters it names. */
    Set<String> variables() {
        return variables;
    }

    /** The value at a point that has all of {@link #variables}. */
    Scalar value(Map<String, Scalar> point) throws FormulaException {
        var result = evaluate(point);
        if (result.isBooleanValue()) {
            return new Scalar(result.getBooleanValue().toString(), result.getBooleanValue(), true, mark, mark);
        }
        if (result.isNumberValue()) {
            return Decimal.either(result.getNumberValue(), mark)
                    .orElseThrow(() -> new FormulaException("the result is too large", 0, null));
        }
        if (result.isStringValue()) {
            return new Scalar(result.getStringValue(), result.getStringValue(), false, mark, mark);
        }
        throw new FormulaException("the result is neither a number, a text nor true or false", 0, null);
    }

    /** Whether it holds at a point. */
    boolean holds(Map<String, Scalar> point) throws FormulaException {
        var result = evaluate(point);
        if (!result.isBooleanValue()) {
            throw new FormulaException(
                    "it must be true or false, such as lr > 0.05, but is " + result.getValue(), 0, null);
        }
        return result.getBooleanValue();
    }

    private EvaluationValue evaluate(Map<String, Scalar> point) throws FormulaException {
        try {
            variables.forEach(name -> expression.with(name, plain(point.get(name))));
            return expression.evaluate();
        } catch (BaseException e) {
            throw new FormulaException(plain(e.getMessage()), Math.max(0, e.getStartPosition() - 1), e);
        } catch (RuntimeException e) {
            throw new FormulaException("it cannot be computed: " + e.getMessage(), 0, e);
        }
    }

    private static String plain(String message) {
        return message.contains("recursion depth") ? "more than 200 operations within each other" : message;
    }

    private static Object plain(Scalar scalar) {
        Optional<BigDecimal> number = Decimal.of(scalar);
        if (number.isPresent()) {
            return number.get();
        }
        return scalar.value() instanceof Boolean truth ? truth : scalar.text();
    }

    /** Names as they are written, where the library's own does not tell capitals from small letters. */
    static final class Names implements DataAccessorIfc {
        private final Map<String, EvaluationValue> values = new HashMap<>();

        @Override
        public EvaluationValue getData(String name) {
            return values.get(name);
        }

        @Override
        public void setData(String name, EvaluationValue value) {
            values.put(name, value);
        }
    }
}
