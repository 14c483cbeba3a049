package org.neronet.man.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.man.history.Definition.Kind;
import org.neronet.man.history.DefinitionMatch.Incoming;
import org.neronet.man.history.DefinitionMatch.Known;
import org.neronet.man.history.DefinitionMatch.Match;

/** Tells which ids experiments would have if they were defined now. Changes nothing. */
final class DefinitionForecast {
    private final Database database;
    private final CodeListing.Cache listings = new CodeListing.Cache();

    DefinitionForecast(Database database) {
        this.database = database;
    }

    /** In the order of {@code all}; empty for one that would get a new id. */
    List<Optional<Long>> of(List<Described> all) throws SQLException {
        var byFolder = new LinkedHashMap<String, List<Described>>();
        all.forEach(each -> byFolder.computeIfAbsent(each.experiment().folder().toString(), folder -> new ArrayList<>())
                .add(each));
        var ids = new IdentityHashMap<Described, Optional<Long>>();
        for (var folder : byFolder.entrySet()) {
            ids.putAll(ofFolder(folder.getKey(), folder.getValue()));
        }
        return all.stream().map(ids::get).toList();
    }

    private Map<Described, Optional<Long>> ofFolder(String folder, List<Described> all) throws SQLException {
        var incoming = all.stream().map(this::incoming).toList();
        var matches = DefinitionMatch.of(incoming, known(database, folder));
        var ids = new IdentityHashMap<Described, Optional<Long>>();
        for (int i = 0; i < all.size(); i++) {
            ids.put(all.get(i), id(matches.get(i)));
        }
        return ids;
    }

    /** The current experiments of a folder in id order. */
    static List<Known> known(Database database, String folder) throws SQLException {
        return database.query(
                "SELECT e.id, e.name, e.identity, d.digest, e.last_attempt > 0 FROM experiment e"
                        + " JOIN definition d ON d.number = e.definition"
                        + " WHERE e.folder = ? AND e.superseded_by IS NULL AND e.deleted_at IS NULL ORDER BY e.id",
                row -> new Known(
                        row.getLong(1),
                        row.getString(2),
                        Optional.ofNullable(row.getString(3)),
                        row.getString(4),
                        row.getBoolean(5)),
                folder);
    }

    private Incoming incoming(Described each) {
        var experiment = each.experiment();
        var code = listings.of(each.code());
        return new Incoming(experiment.name(), experiment.identity(code.digest()), experiment.digest());
    }

    private static Optional<Long> id(Match match) {
        return match.known()
                .filter(known -> match.kind() != Kind.CHANGED || !known.submitted())
                .map(Known::id);
    }
}
