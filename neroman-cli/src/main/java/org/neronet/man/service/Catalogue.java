package org.neronet.man.service;

import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.Definition;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.report.IdRanges;
import org.neronet.man.spec.Experiment;

/** Adds copies of experiments to the lists, and takes experiments out of them; never touches a file. */
final class Catalogue {
    private final Workspace workspace;
    private final History history;

    Catalogue(Workspace workspace, History history) {
        this.workspace = workspace;
        this.history = history;
    }

    /** @param typed the new name, which may have the collection before it */
    Definition copy(ExperimentRow row, String typed) {
        var collection = row.experiment().collection().map(name -> name + "/").orElse("");
        var name = typed.startsWith(collection) ? typed.substring(collection.length()) : typed;
        Experiment.nameFault(name).ifPresent(fault -> {
            throw new NeronetException(ExitCode.USAGE, fault, "neroman copy " + row.id() + " second-try");
        });
        var origin = workspace.provenance().apply(row.experiment().folder());
        return history.copy(row, collection + name, origin, workspace.clock().instant());
    }

    /** @throws NeronetException (refused) when one of them is live; then none is deleted */
    Deletion delete(List<ExperimentRow> rows) {
        var live = ids(rows.stream()
                .filter(row -> row.latest().filter(AttemptRow::isLive).isPresent())
                .toList());
        if (!live.isEmpty()) {
            var ranges = IdRanges.text(live);
            throw new NeronetException(
                    ExitCode.REFUSED,
                    (live.size() == 1 ? "experiment " + ranges + " is" : "experiments " + ranges + " are")
                            + " live; nothing was deleted",
                    "end " + (live.size() == 1 ? "it" : "them") + " first: neroman terminate " + ranges);
        }
        var ids = ids(rows);
        var deleted = history.delete(ids, workspace.clock().instant());
        return new Deletion(
                deleted, ids.stream().filter(id -> !deleted.contains(id)).toList());
    }

    private static List<Long> ids(List<ExperimentRow> rows) {
        return rows.stream().map(ExperimentRow::id).toList();
    }
}
