package org.neronet.man.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.report.Dossier;
import org.neronet.man.report.ExperimentReport;

/** Gathers all that the history knows of one experiment. */
final class DossierReader {
    /** For a look at the folder. */
    private static final Duration FOLDER = Duration.ofSeconds(5);

    private final History history;
    private final FolderChanges changes;

    DossierReader(History history) {
        this.history = history;
        this.changes = new FolderChanges(history, FOLDER, System::nanoTime);
    }

    Dossier read(ExperimentRow row) {
        var metrics = history.latestMetrics(List.of(row)).getOrDefault(row.id(), List.of());
        return new Dossier(
                new ExperimentReport(row, metrics),
                history.standing(row.id()),
                history.siblings(row.experiment().folder()),
                history.definitions(row.id()),
                history.attempts(row.id()).stream().map(this::tried).toList(),
                history.notes(row.id()),
                Optional.ofNullable(changes.of(List.of(row)).get(row.id())));
    }

    private Dossier.Tried tried(AttemptRow attempt) {
        return new Dossier.Tried(
                attempt,
                history.provenance(attempt.id(), attempt.attempt()),
                history.environment(attempt.id(), attempt.attempt()),
                history.sentCode(attempt.id(), attempt.attempt()).flatMap(this::sent));
    }

    private Optional<Dossier.Sent> sent(String digest) {
        return history.code(digest).map(files -> new Dossier.Sent(digest, files));
    }
}
