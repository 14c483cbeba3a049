package org.neronet.man.history;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.selection.Comparison;
import org.neronet.man.selection.Condition.Source;
import org.neronet.man.selection.Condition.Value;
import org.neronet.man.selection.Literal;
import org.neronet.man.selection.TextPattern;

/** Turns conditions on parameters and metrics into SQL, once it is known which of the two the name is. */
final class ValueSearch {
    private static final String PARAMETER = "e.id IN (SELECT p.experiment FROM parameter p WHERE p.name = ? AND %s)";
    private static final String METRIC = "e.id IN (SELECT m.experiment FROM metric_summary m"
            + " JOIN experiment x ON x.id = m.experiment AND x.last_attempt = m.attempt WHERE m.name = ? AND %s)";

    private final Database database;
    private final Vocabulary vocabulary;
    private final NameSearch names;
    private final Unknown unknown;

    ValueSearch(Database database, Vocabulary vocabulary, NameSearch names, Unknown unknown) {
        this.database = database;
        this.vocabulary = vocabulary;
        this.names = names;
        this.unknown = unknown;
    }

    Sql sql(Value value) throws SQLException {
        boolean either = value.source() == Source.EITHER;
        if ((either || value.source() == Source.PARAMETER) && vocabulary.isParameter(value.name())) {
            return parameter(value);
        } else if (value.source() != Source.PARAMETER && vocabulary.isMetric(value.name())) {
            return named(METRIC, value, metric(value));
        }
        return neither(value);
    }

    /** Names of experiments may have a {@code =} in them. */
    private Sql neither(Value value) throws SQLException {
        if (value.source() == Source.EITHER && value.comparison() == Comparison.EQUAL) {
            var name = names.find(value.name() + "=" + value.literal().text());
            if (name.isPresent()) {
                return name.get();
            }
        }
        unknown.value(value);
        return IdSearch.among(List.of());
    }

    private static Sql named(String sql, Value value, Sql condition) {
        var values = new ArrayList<Object>(List.of(value.name()));
        values.addAll(condition.values());
        return new Sql(sql.formatted(condition.text()), values);
    }

    private Sql parameter(Value value) throws SQLException {
        var literal = value.literal();
        if (value.comparison() == Comparison.DIFFERENT) {
            return named(PARAMETER, value, Sql.any(same(literal)).not());
        } else if (value.comparison() == Comparison.EQUAL) {
            // Each has its index, which the two together have not.
            return Sql.any(same(literal).stream()
                    .map(each -> named(PARAMETER, value, each))
                    .toList());
        }
        refuseOrderOfTexts(value);
        return named(
                PARAMETER,
                value,
                ConditionSql.compared(
                        "p.number", value.comparison(), literal.number().orElseThrow()));
    }

    /** The ways in which a parameter can be that value. */
    private static List<Sql> same(Literal literal) {
        var pattern = new TextPattern(literal.text());
        if (pattern.isGlob()) {
            return List.of(ConditionSql.matches("p.value", pattern));
        } else if (literal.isNaN()) {
            return List.of(Sql.of("lower(p.value) IN ('nan', '.nan')"));
        } else if (literal.number().isEmpty()) {
            return List.of(
                    literal.text().equals("null")
                            ? Sql.of("(p.value IS NULL OR p.value = 'null')")
                            : Sql.of("p.value = ?", literal.text()));
        }
        var number = Sql.of("p.number = ?", literal.number().get());
        var digits = literal.isLongInteger()
                ? number.and(Sql.of("p.value = ?", new BigInteger(literal.text()).toString()))
                : number;
        return List.of(digits, Sql.of("p.number IS NULL AND p.value = ?", literal.text()));
    }

    private void refuseOrderOfTexts(Value value) throws SQLException {
        var number = database.first(
                "SELECT 1 FROM parameter WHERE name = ? AND number IS NOT NULL LIMIT 1", row -> 1, value.name());
        if (number.isEmpty()) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "'%s' compares numbers, and no experiment has one as '%s'"
                            .formatted(value.comparison().symbol(), value.name()),
                    "texts are compared by = and !=, and with * as in " + value.name() + "=a*");
        }
    }

    private static Sql metric(Value value) {
        var column = switch (value.source()) {
            case LOWEST -> "m.min";
            case HIGHEST -> "m.max";
            default -> "m.last";
        };
        var literal = value.literal();
        if (literal.text().equals("*") && value.comparison() == Comparison.EQUAL) {
            return Sql.of("m.count > 0");
        } else if (literal.isNaN()) {
            return Sql.of(column + (value.comparison() == Comparison.EQUAL ? " IS NULL" : " IS NOT NULL"));
        }
        double number = literal.number()
                .orElseThrow(() -> new NeronetException(
                        ExitCode.USAGE,
                        "'" + value.name() + "' is a metric, a number, and '" + literal.text() + "' is none",
                        "for example " + value.name() + "<0.3, or " + value.name() + "=* for all that have one"));
        // What is not a number is another one too.
        return value.comparison() == Comparison.DIFFERENT
                ? ConditionSql.compared(column, Comparison.EQUAL, number).not()
                : ConditionSql.compared(column, value.comparison(), number);
    }
}
