package org.neronet.man.history;

import java.time.Instant;
import java.util.Optional;
import org.neronet.man.spec.Experiment;

/**
 * A defined experiment and its newest attempt.
 *
 * @param id from 1, unique in this home and never used again
 * @param latest the attempt with the highest number; empty when it was never submitted
 * @param supersededBy the id that took over its name when its definition changed after it was submitted
 */
public record ExperimentRow(
        long id,
        Experiment experiment,
        Instant definedAt,
        Optional<AttemptRow> latest,
        Optional<Long> supersededBy,
        Labels labels) {
    /** The same with another description, such as the one that its file has now. */
    public ExperimentRow with(Experiment now) {
        return new ExperimentRow(id, now, definedAt, latest, supersededBy, labels);
    }
}
