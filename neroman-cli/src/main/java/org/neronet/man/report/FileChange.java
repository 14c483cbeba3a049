package org.neronet.man.report;

import java.util.List;
import java.util.Locale;

/**
 * One file that two snapshots do not have alike.
 *
 * @param before bytes; 0 when it was added
 * @param after bytes; 0 when it was removed
 * @param lines its differences as {@code diff -u} shows them; empty when a content is not kept or is no text
 */
public record FileChange(String path, Kind kind, long before, long after, List<String> lines) {
    /** What happened to it. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        /** Only whether it can be executed. */
        MODE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public FileChange {
        lines = List.copyOf(lines);
    }
}
