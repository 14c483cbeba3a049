package org.neronet.man.provenance;

import java.util.List;
import java.util.Optional;

/**
 * The git checkout that an experiment folder lies in.
 *
 * @param commit the full hash of HEAD
 * @param branch empty when HEAD is detached
 * @param remote the address of {@code origin}, without a password
 * @param diff of the folder against the commit, at most {@link #MAX_DIFF} characters; empty when it is clean
 * @param untracked files of the folder that git does not know, at most {@link #MAX_UNTRACKED}
 */
public record GitState(
        String commit, Optional<String> branch, Optional<String> remote, String diff, List<String> untracked) {
    /** A longer diff is cut there, and says so in its last line. */
    public static final int MAX_DIFF = 1_000_000;

    /** So many names of untracked files are kept. */
    public static final int MAX_UNTRACKED = 100;

    public GitState {
        untracked = List.copyOf(untracked);
    }

    /** Whether the folder differs from the commit. */
    public boolean isDirty() {
        return !diff.isEmpty() || !untracked.isEmpty();
    }
}
