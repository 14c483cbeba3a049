package org.neronet.man.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.submit.CodeSnapshots;

/** Tells which experiments have a folder that no longer holds what was sent, or defined; within a time. */
final class FolderChanges {
    private final History history;
    private final Duration limit;
    private final LongSupplier nanos;

    /** @param limit for all folders; what is not looked at by then is neither changed nor unchanged */
    FolderChanges(History history, Duration limit, LongSupplier nanos) {
        this.history = history;
        this.limit = limit;
        this.nanos = nanos;
    }

    /** The ids that were looked at, and whether their folder has changed. */
    Map<Long, Boolean> of(List<ExperimentRow> rows) {
        long end = nanos.getAsLong() + limit.toNanos();
        var then = history.currentCode(rows.stream().map(ExperimentRow::id).toList());
        var snapshots = new CodeSnapshots(history);
        var comparisons = new IdentityHashMap<List<CodeFile>, Map<String, Boolean>>();
        var changed = new HashMap<Long, Boolean>();
        for (var row : rows) {
            var digest = then.get(row.id());
            if (digest != null && nanos.getAsLong() < end) {
                changed.put(
                        row.id(),
                        now(row, snapshots)
                                .map(now -> comparisons
                                        .computeIfAbsent(now, files -> new HashMap<>())
                                        .computeIfAbsent(digest, was -> differs(was, now, row)))
                                .orElse(true));
            }
        }
        snapshots.remember();
        return changed;
    }

    private boolean differs(String digest, List<CodeFile> now, ExperimentRow row) {
        var then = history.code(digest).orElseThrow();
        return !Set.copyOf(
                        CodeSnapshots.withoutDescription(then, row.experiment().specFile()))
                .equals(Set.copyOf(now));
    }

    /** Empty when it cannot be sent as it is, which is a change as well. */
    private static Optional<List<CodeFile>> now(ExperimentRow row, CodeSnapshots snapshots) {
        try {
            return Optional.of(snapshots.identifying(row.experiment()));
        } catch (NeronetException e) {
            return Optional.empty();
        }
    }
}
