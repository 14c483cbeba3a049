package org.neronet.man.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.neronet.common.experiment.AttemptState;
import org.neronet.man.selection.Comparison;
import org.neronet.man.selection.Condition;
import org.neronet.man.selection.Condition.NumberKey;
import org.neronet.man.selection.Condition.TextKey;
import org.neronet.man.selection.Condition.TimeKey;
import org.neronet.man.selection.TextPattern;

/** Turns conditions whose keys are always there into SQL on a current experiment {@code e}. */
final class ConditionSql {
    private static final String NEWEST_ATTEMPT = "e.id IN (SELECT a.experiment FROM attempt a"
            + " JOIN experiment x ON x.id = a.experiment AND x.last_attempt = a.attempt WHERE %s)";
    /** No Z: then it sorts right before all texts of that second, whatever their digits. */
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Viewpoint viewpoint;

    ConditionSql(Viewpoint viewpoint) {
        this.viewpoint = viewpoint;
    }

    Sql sql(Condition condition) {
        if (condition instanceof Condition.State state) {
            return states(state.states());
        } else if (condition instanceof Condition.Text text) {
            return text(text);
        } else if (condition instanceof Condition.Number number) {
            return number(number);
        } else if (condition instanceof Condition.Time time) {
            return time(time);
        } else if (condition instanceof Condition.Parameters parameters) {
            return parameters(parameters);
        }
        throw new IllegalArgumentException("no fixed key: " + condition);
    }

    /** Without an attempt the state is {@code defined}. */
    static Sql states(Set<AttemptState> states) {
        var attempts = attemptStates(states);
        return states.contains(AttemptState.DEFINED) ? attempts.or(Sql.of("e.last_attempt = 0")) : attempts;
    }

    /** There is an attempt, and the newest is in one of the states. */
    static Sql attemptStates(Collection<AttemptState> states) {
        var words = states.stream().map(AttemptState::word).sorted().toList();
        return Sql.in("a.state IN %s", words).within(NEWEST_ATTEMPT);
    }

    Sql names(TextPattern pattern) {
        return matches("e.name", pattern).or(matches("e.last_part", pattern));
    }

    private Sql text(Condition.Text condition) {
        var pattern = condition.pattern();
        boolean equal = condition.equal();
        return switch (condition.key()) {
            case NAME -> not(names(pattern), !equal);
            case COLLECTION -> other("e.collection", pattern, equal);
            case FOLDER -> other("e.folder", folder(pattern), equal);
            case TAG ->
                not(matches("t.tag", pattern).within("e.id IN (SELECT t.experiment FROM tag t WHERE %s)"), !equal);
            case NOTE -> not(note(pattern).within("e.id IN (SELECT n.experiment FROM note n WHERE %s)"), !equal);
            case CLUSTER, NODE, JOB, REASON ->
                other(column(condition.key()), pattern, equal).within(NEWEST_ATTEMPT);
        };
    }

    private static String column(TextKey key) {
        return switch (key) {
            case CLUSTER -> "a.cluster";
            case NODE -> "a.node";
            case JOB -> "a.job_id";
            default -> "a.reason";
        };
    }

    private TextPattern folder(TextPattern pattern) {
        return pattern.isGlob() ? pattern : new TextPattern(viewpoint.folder(pattern.text()));
    }

    private static Sql note(TextPattern pattern) {
        return pattern.isGlob() ? matches("n.text", pattern) : Sql.of("instr(n.text, ?) > 0", pattern.text());
    }

    /** Where there is no text at all, it is not another one. */
    private static Sql other(String column, TextPattern pattern, boolean equal) {
        return equal
                ? matches(column, pattern)
                : Sql.of(column + " IS NOT NULL").and(matches(column, pattern).not());
    }

    static Sql matches(String column, TextPattern pattern) {
        return pattern.isGlob() ? Sql.of(column + " GLOB ?", pattern.sql()) : Sql.of(column + " = ?", pattern.text());
    }

    private static Sql not(Sql sql, boolean not) {
        return not ? sql.not() : sql;
    }

    private static Sql number(Condition.Number condition) {
        return condition.key() == NumberKey.ID
                ? compared("e.id", condition.comparison(), condition.value())
                : compared("a.exit_code", condition.comparison(), condition.value())
                        .within(NEWEST_ATTEMPT);
    }

    static Sql compared(String column, Comparison comparison, double value) {
        return Sql.of(column + " " + comparison.symbol() + " ?", value);
    }

    private Sql time(Condition.Time condition) {
        return condition.key() == TimeKey.CHANGED
                ? time("e.changed_at", condition)
                : time("a." + condition.key().name().toLowerCase(Locale.ROOT) + "_at", condition)
                        .within(NEWEST_ATTEMPT);
    }

    private Sql time(String column, Condition.Time condition) {
        var span = condition.value().span(viewpoint.now(), viewpoint.zone());
        var from = Sql.of(column + " >= ?", second(span.start()));
        var before = Sql.of(column + " < ?", second(span.end()));
        return switch (condition.comparison()) {
            case EQUAL -> from.and(before);
            case DIFFERENT ->
                Sql.of(column + " IS NOT NULL").and(from.and(before).not());
            case LESS -> Sql.of(column + " < ?", second(span.start()));
            case AT_MOST -> before;
            case GREATER -> Sql.of(column + " >= ?", second(span.end()));
            case AT_LEAST -> from;
        };
    }

    private static String second(Instant at) {
        return SECOND.format(at);
    }

    private static Sql parameters(Condition.Parameters condition) {
        var all = matches("group_concat(p.name || '=' || coalesce(p.value, 'null'), ' ')", condition.pattern());
        var one = matches("p.value", condition.pattern()).within("max(%s)");
        var found =
                all.or(one).within("e.id IN (SELECT p.experiment FROM parameter p GROUP BY p.experiment HAVING %s)");
        return not(found, !condition.equal());
    }
}
