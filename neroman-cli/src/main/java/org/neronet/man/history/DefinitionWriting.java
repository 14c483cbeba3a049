package org.neronet.man.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neronet.man.history.Definition.Kind;
import org.neronet.man.history.DefinitionMatch.Incoming;
import org.neronet.man.history.DefinitionMatch.Match;
import org.neronet.man.history.DefinitionStore.Entry;
import org.neronet.man.spec.Experiment;

/** Writes the definitions of one call: numbers and ids go on from those there are. Inside a transaction; used once. */
final class DefinitionWriting {
    private static final String COPIED = "copied";

    private final Database database;
    private final DefinitionStore definitions;
    private final CodeStore code;
    private final long provenance;
    private final Instant at;
    private final CodeListing.Cache listings = new CodeListing.Cache();
    private long number;
    private long id;

    DefinitionWriting(Database database, DefinitionStore definitions, CodeStore code, long provenance, Instant at)
            throws SQLException {
        this.database = database;
        this.definitions = definitions;
        this.code = code;
        this.provenance = provenance;
        this.at = at;
        this.number = definitions.lastNumber();
        this.id = database.first("SELECT seq FROM sqlite_sequence WHERE name = 'experiment'", row -> row.getLong(1))
                .orElse(0L);
    }

    /** An experiment with its digests. */
    private record Digested(Experiment experiment, String identity, String digest, Optional<String> code) {
        Incoming incoming() {
            return new Incoming(experiment.name(), identity, digest);
        }
    }

    Map<Described, Definition> write(String folder, List<Described> all) throws SQLException {
        var digested = new ArrayList<Digested>();
        for (var each : all) {
            digested.add(digested(each));
        }
        var matches = DefinitionMatch.of(
                digested.stream().map(Digested::incoming).toList(), DefinitionForecast.known(database, folder));
        release(matches);
        var defined = new IdentityHashMap<Described, Definition>();
        for (int i = 0; i < all.size(); i++) {
            var kind = matches.get(i).kind();
            long is = write(digested.get(i), matches.get(i));
            defined.put(all.get(i), new Definition(is, all.get(i).experiment(), kind));
        }
        return defined;
    }

    private Digested digested(Described each) throws SQLException {
        boolean isNew = !listings.has(each.code());
        var listing = listings.of(each.code());
        if (isNew) {
            code.keep(listing);
        }
        var experiment = each.experiment();
        return new Digested(
                experiment, experiment.identity(listing.digest()), experiment.digest(), Optional.of(listing.digest()));
    }

    /** Names may change hands, so those that are given up leave the unique index before any is taken. */
    private void release(List<Match> matches) throws SQLException {
        for (var match : matches) {
            if (match.kind() == Kind.UPDATED || match.kind() == Kind.CHANGED) {
                database.update(
                        "UPDATE experiment SET superseded_by = 0 WHERE id = ?",
                        match.known().orElseThrow().id());
            }
        }
    }

    private long write(Digested what, Match match) throws SQLException {
        if (match.kind() == Kind.SAME) {
            return match.known().orElseThrow().id();
        }
        var kind = match.kind().name().toLowerCase(Locale.ROOT);
        if (match.kind() == Kind.NEW) {
            return insert(what, kind);
        }
        var known = match.known().orElseThrow();
        return match.kind() == Kind.CHANGED && known.submitted()
                ? supersede(known.id(), what, kind)
                : rewrite(known.id(), what, kind);
    }

    private long insert(Digested what, String kind) throws SQLException {
        id++;
        number++;
        database.update(
                "INSERT INTO experiment (id, folder, name, last_part, collection, identity, definition, defined_at,"
                        + " changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                what.experiment().folder().toString(),
                what.experiment().name(),
                what.experiment().lastPartOfName(),
                what.experiment().collection(),
                what.identity(),
                number,
                at,
                at);
        definitions.add(number, id, what.experiment(), entry(what, kind), at);
        return id;
    }

    private long rewrite(long id, Digested what, String kind) throws SQLException {
        number++;
        database.update(
                "UPDATE experiment SET name = ?, last_part = ?, collection = ?, identity = ?, definition = ?,"
                        + " changed_at = ?, superseded_by = NULL WHERE id = ?",
                what.experiment().name(),
                what.experiment().lastPartOfName(),
                what.experiment().collection(),
                what.identity(),
                number,
                at,
                id);
        definitions.forgetParameters(id);
        definitions.add(number, id, what.experiment(), entry(what, kind), at);
        return id;
    }

    private long supersede(long old, Digested what, String kind) throws SQLException {
        long next = insert(what, kind);
        database.update("UPDATE experiment SET superseded_by = ? WHERE id = ?", next, old);
        return next;
    }

    Definition copy(ExperimentRow row, String name) throws SQLException {
        var copy = row.experiment().named(name);
        var code = database.first(
                        "SELECT d.code FROM experiment e JOIN definition d ON d.number = e.definition WHERE e.id = ?",
                        found -> Optional.ofNullable(found.getString(1)),
                        row.id())
                .orElseThrow();
        var what = new Digested(copy, copy.identity(code.orElse("")), copy.digest(), code);
        return new Definition(insert(what, COPIED), copy, Kind.NEW);
    }

    private Entry entry(Digested what, String kind) {
        return new Entry(kind, what.digest(), what.code(), provenance);
    }
}
