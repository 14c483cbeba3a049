package org.neronet.common.rule;

import java.util.Optional;

/** Compares siblings by one metric. Equal reports in equal order give equal decisions. Owned by one thread. */
public interface Pruner {
    /**
     * A sibling's value at a step that is beyond all it reported before.
     *
     * @return why it should end, with numbers; empty while it may go on
     */
    Optional<String> report(String sibling, double step, double value);

    /** A sibling ran to its end by itself. */
    void completed(String sibling);

    static Pruner of(Prune rule) {
        return rule.asha() ? new AshaPruner(rule) : new MedianPruner(rule);
    }
}
