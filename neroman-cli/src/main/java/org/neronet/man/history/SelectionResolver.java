package org.neronet.man.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.selection.Condition;
import org.neronet.man.selection.Expression;
import org.neronet.man.selection.Expression.Intersection;
import org.neronet.man.selection.Expression.Not;
import org.neronet.man.selection.Expression.Union;
import org.neronet.man.selection.Term;

/** Finds the ids that a selection means: one question to SQLite, after what it names was looked up. Used once. */
final class SelectionResolver {
    /** Only these are meant by anything but an id. */
    static final Sql CURRENT = Sql.of("e.superseded_by IS NULL AND e.deleted_at IS NULL");

    private static final Set<AttemptState> ENDS =
            Stream.of(AttemptState.values()).filter(AttemptState::isEnd).collect(Collectors.toSet());
    private static final Set<AttemptState> AS_WISHED = EnumSet.of(AttemptState.FINISHED, AttemptState.STOPPED);

    private final Database database;
    private final Unknown unknown;
    private final IdSearch ids;
    private final NameSearch names;
    private final ConditionSql conditions;
    private final ValueSearch values;
    private boolean mayBeEmpty;

    SelectionResolver(Database database, Viewpoint viewpoint) {
        this.database = database;
        var vocabulary = new Vocabulary(database);
        this.unknown = new Unknown(vocabulary, viewpoint.zone());
        this.ids = new IdSearch(database, unknown);
        this.names = new NameSearch(database, viewpoint, unknown);
        this.conditions = new ConditionSql(viewpoint);
        this.values = new ValueSearch(database, vocabulary, names, unknown);
    }

    /**
     * The ids, ascending, each once.
     *
     * @throws NeronetException (not found) that names everything unknown at once, or when nothing matches
     */
    List<Long> resolve(Selection selection) throws SQLException {
        mayBeEmpty = selection.mayBeEmpty();
        var where = sql(selection.expression());
        unknown.throwIfAny();
        var found = database.once(
                "SELECT e.id FROM experiment e WHERE " + where.text() + " ORDER BY e.id",
                row -> row.getLong(1),
                where.values());
        if (found.isEmpty() && !selection.mayBeEmpty()) {
            throw new NeronetException(
                    ExitCode.NOT_FOUND, "no experiment matches '" + selection.text() + "'", unknown.hint());
        }
        return found;
    }

    private Sql sql(Expression expression) throws SQLException {
        if (expression instanceof Union union) {
            return union(union.parts());
        } else if (expression instanceof Intersection intersection) {
            return Sql.all(each(intersection.parts()));
        } else if (expression instanceof Not not) {
            return CURRENT.and(sql(not.inner()).not());
        }
        return term((Term) expression);
    }

    /** Ids are looked up together, however many there are. */
    private Sql union(List<Expression> parts) throws SQLException {
        var given = parts.stream()
                .filter(Term.Ids.class::isInstance)
                .map(Term.Ids.class::cast)
                .toList();
        var all =
                each(parts.stream().filter(part -> !(part instanceof Term.Ids)).toList());
        if (!given.isEmpty()) {
            all.add(ids.sql(given));
        }
        return Sql.any(all);
    }

    private List<Sql> each(List<Expression> parts) throws SQLException {
        var all = new ArrayList<Sql>();
        for (var part : parts) {
            all.add(sql(part));
        }
        return all;
    }

    private Sql term(Term term) throws SQLException {
        if (term instanceof Term.Ids range) {
            return ids.sql(List.of(range));
        } else if (term == Term.Group.EVERYTHING) {
            return Sql.of("e.deleted_at IS NULL");
        } else if (term instanceof Term.Newest newest) {
            return newest(newest.count());
        }
        return CURRENT.and(ofCurrent(term));
    }

    private static Sql newest(long count) {
        return Sql.of(
                "e.id IN (SELECT id FROM experiment WHERE superseded_by IS NULL AND deleted_at IS NULL"
                        + " ORDER BY id DESC LIMIT ?)",
                count);
    }

    private Sql ofCurrent(Term term) throws SQLException {
        if (term instanceof Term.Name name) {
            return names.named(name.text());
        } else if (term instanceof Term.Folder folder) {
            return names.inFolder(folder.path(), mayBeEmpty);
        } else if (term instanceof Term.Glob glob) {
            return conditions.names(glob.pattern());
        } else if (term instanceof Term.Group group) {
            return group(group);
        } else if (term instanceof Condition.Value value) {
            return values.sql(value);
        }
        return conditions.sql((Condition) term);
    }

    private static Sql group(Term.Group group) {
        return switch (group) {
            case EVERYTHING, ALL -> CURRENT;
            case STARRED -> Sql.of("e.starred <> 0");
            case MISSING -> ConditionSql.states(EnumSet.of(AttemptState.DEFINED, AttemptState.SUBMIT_FAILED));
            case ENDED -> ConditionSql.attemptStates(ENDS);
            case LIVE -> ConditionSql.attemptStates(EnumSet.complementOf(EnumSet.copyOf(ENDS)));
            case FAILED ->
                ConditionSql.attemptStates(
                        ENDS.stream().filter(end -> !AS_WISHED.contains(end)).collect(Collectors.toSet()));
        };
    }
}
