package org.neronet.man.history;

import java.time.Instant;
import java.util.Optional;
import org.neronet.man.provenance.Provenance;
import org.neronet.man.spec.Experiment;

/**
 * One way in which an experiment was described.
 *
 * @param kind {@code new}, {@code updated}, {@code changed} or {@code copied}
 * @param code digest of the files it would have been sent with; empty when an older Neronet defined it
 */
public record DefinitionRow(
        Instant at, String kind, Experiment experiment, Optional<String> code, Provenance provenance) {}
