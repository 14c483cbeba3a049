package org.neronet.man.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.man.history.DefinitionRow;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.Siblings;
import org.neronet.man.history.Standing;
import org.neronet.man.report.Dossier;

/** All that is known of experiments, as tests need it. */
public final class Dossiers {
    private Dossiers() {}

    /** The least that there is about an experiment. */
    public static Dossier of(ExperimentRow row) {
        var definition = new DefinitionRow(
                row.definedAt(), "new", row.experiment(), Optional.of("d".repeat(64)), Histories.ORIGIN);
        return new Dossier(
                Samples.report(row),
                new Standing(Optional.of("1".repeat(64)), Optional.empty(), List.of(), List.of()),
                new Siblings(1, Map.of()),
                List.of(definition),
                row.latest().stream()
                        .map(latest -> new Dossier.Tried(
                                latest, Optional.of(Histories.ORIGIN), Optional.empty(), Optional.empty()))
                        .toList(),
                List.of(),
                Optional.empty());
    }
}
