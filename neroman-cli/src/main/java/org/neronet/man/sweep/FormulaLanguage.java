package org.neronet.man.sweep;

import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.basic.AbsFunction;
import com.ezylang.evalex.functions.basic.CeilingFunction;
import com.ezylang.evalex.functions.basic.FloorFunction;
import com.ezylang.evalex.functions.basic.IfFunction;
import com.ezylang.evalex.functions.basic.Log10Function;
import com.ezylang.evalex.functions.basic.LogFunction;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.functions.basic.SqrtFunction;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.arithmetic.InfixDivisionOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixModuloOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMultiplicationOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixPlusOperator;
import com.ezylang.evalex.operators.booleans.InfixEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterOperator;
import com.ezylang.evalex.operators.booleans.InfixLessEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixLessOperator;
import com.ezylang.evalex.operators.booleans.InfixNotEqualsOperator;
import java.util.Map;
import java.util.Set;

/** The little language of expressions: arithmetic, comparison, a few functions; nothing that loops, reads or writes. */
final class FormulaLanguage {
    static final Set<String> CONSTANTS = Set.of("true", "false");
    private static final int DIGITS = 34;
    private static final int DEEPEST = 200;

    static final ExpressionConfiguration CONFIGURATION = ExpressionConfiguration.builder()
            .operatorDictionary(operators())
            .functionDictionary(functions())
            .mathContext(new java.math.MathContext(DIGITS))
            .defaultConstants(Map.of("true", EvaluationValue.TRUE, "false", EvaluationValue.FALSE))
            .powerOfPrecedence(OperatorIfc.OPERATOR_PRECEDENCE_POWER_HIGHER)
            .dataAccessorSupplier(Formula.Names::new)
            .arraysAllowed(false)
            .structuresAllowed(false)
            .binaryAllowed(false)
            .implicitMultiplicationAllowed(false)
            .singleQuoteStringLiteralsAllowed(true)
            .maxRecursionDepth(DEEPEST)
            .build();

    private FormulaLanguage() {}

    private static MapBasedOperatorDictionary operators() {
        var operators = new MapBasedOperatorDictionary();
        operators.addOperator("+", new PrefixPlusOperator());
        operators.addOperator("-", new PrefixMinusOperator());
        operators.addOperator("!", new LooseNot());
        operators.addOperator("+", new KindCheck(new InfixPlusOperator(), true));
        operators.addOperator("-", new InfixMinusOperator());
        operators.addOperator("*", new InfixMultiplicationOperator());
        operators.addOperator("/", new InfixDivisionOperator());
        operators.addOperator("%", new InfixModuloOperator());
        operators.addOperator("^", new BoundedPower());
        operators.addOperator("**", new BoundedPower());
        operators.addOperator("=", new KindCheck(new InfixEqualsOperator(), false));
        operators.addOperator("==", new KindCheck(new InfixEqualsOperator(), false));
        operators.addOperator("!=", new KindCheck(new InfixNotEqualsOperator(), false));
        operators.addOperator(">", new KindCheck(new InfixGreaterOperator(), false));
        operators.addOperator(">=", new KindCheck(new InfixGreaterEqualsOperator(), false));
        operators.addOperator("<", new KindCheck(new InfixLessOperator(), false));
        operators.addOperator("<=", new KindCheck(new InfixLessEqualsOperator(), false));
        operators.addOperator("&&", new StrictAnd());
        operators.addOperator("||", new StrictOr());
        return operators;
    }

    private static MapBasedFunctionDictionary functions() {
        var functions = new MapBasedFunctionDictionary();
        functions.addFunction("ABS", new AbsFunction());
        functions.addFunction("CEIL", new CeilingFunction());
        functions.addFunction("FLOOR", new FloorFunction());
        functions.addFunction("ROUND", new BoundedRound());
        functions.addFunction("IF", new IfFunction());
        functions.addFunction("LOG", new LogFunction());
        functions.addFunction("LOG10", new Log10Function());
        functions.addFunction("MAX", new MaxFunction());
        functions.addFunction("MIN", new MinFunction());
        functions.addFunction("SQRT", new SqrtFunction());
        return functions;
    }
}
