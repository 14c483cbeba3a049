package org.neronet.man.sweep;

import java.util.Collection;
import java.util.Optional;
import org.neronet.man.config.Listed;
import org.neronet.man.config.Problems;
import org.neronet.man.config.Suggestion;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;

/** Reads expressions, and says in the file's terms what is wrong with them. */
final class FormulaReader {
    private static final String FIX =
            "numbers, parameters, + - * / % ^, comparisons, and/or/not, abs ceil floor round sqrt log log10 min max if";

    private final Problems problems;

    FormulaReader(Problems problems) {
        this.problems = problems;
    }

    Optional<Formula> read(Scalar scalar) {
        try {
            return Optional.of(Formula.of(scalar.text(), scalar.start()));
        } catch (Formula.FormulaException e) {
            var at = place(scalar, e.at());
            problems.add(at, "the expression '" + shown(scalar.text()) + "': " + e.getMessage(), FIX);
            return Optional.empty();
        }
    }

    /** Whether all names in it are parameters; says so if not. */
    boolean known(Formula formula, Collection<String> parameters) {
        boolean all = true;
        for (var name : formula.variables()) {
            if (!parameters.contains(name)) {
                var message = "the expression '" + shown(formula.text()) + "' names '" + name
                        + "', which is no parameter" + Suggestion.text(name, parameters);
                problems.add(formula.mark(), message, "known: " + Listed.of(parameters) + "; a text needs quotes");
                all = false;
            }
        }
        return all;
    }

    void failed(Formula formula, Point point, Formula.FormulaException e) {
        var where = formula.variables().isEmpty() ? "" : " at " + values(formula, point);
        problems.add(
                formula.mark(), "the expression '" + shown(formula.text()) + "'" + where + ": " + e.getMessage(), FIX);
    }

    private static String values(Formula formula, Point point) {
        return String.join(
                ", ",
                formula.variables().stream()
                        .map(name -> name + " = " + point.values().get(name).text())
                        .toList());
    }

    /** Escapes and line breaks would move places; then it is where the text begins. */
    private Mark place(Scalar scalar, int at) {
        var start = problems.source().find(scalar.text(), scalar.start(), scalar.end());
        boolean asWritten = problems.source()
                .text()
                .startsWith(scalar.text(), problems.source().offset(start));
        if (!asWritten || at < 0 || at > scalar.text().length() || scalar.text().indexOf('\n') >= 0) {
            return scalar.start();
        }
        int points = scalar.text().codePointCount(0, at);
        return new Mark(start.line(), start.column() + points, start.index() + points);
    }

    private static String shown(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
