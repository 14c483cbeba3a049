package org.neronet.man.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an experiment stands to others.
 *
 * @param identity SHA-256 of code, command and parameters; empty when an older Neronet defined it
 * @param deletedAt when it was taken out of the lists
 * @param supersedes ids whose name it took over
 * @param same other ids of the same identity that are not deleted
 */
public record Standing(Optional<String> identity, Optional<Instant> deletedAt, List<Long> supersedes, List<Long> same) {
    public Standing {
        supersedes = List.copyOf(supersedes);
        same = List.copyOf(same);
    }
}
