package org.neronet.mum.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;

/**
 * What mum knows of one attempt now: immutable, replaced by the ledger.
 *
 * @param batch token of the batch it was last sent in, empty while it waits in mum's own queue
 * @param line its line in that batch's map, 0 without one
 * @param lastRecord number of the last record kept of its kid
 * @param read offset of the last sample kept from each source
 */
public record Attempt(
        AttemptPlan plan,
        String folderPath,
        AttemptStatus status,
        Optional<String> batch,
        int line,
        long lastRecord,
        Map<MetricSource, Long> read) {
    public Attempt {
        read = Map.copyOf(read);
    }

    public AttemptKey key() {
        return plan.key();
    }

    public AttemptFolder folder() {
        return new AttemptFolder(Path.of(folderPath));
    }

    public boolean isLive() {
        return !status.state().isEnd();
    }

    /** Offset of the last sample kept from a source, 0 before any. */
    public long read(MetricSource source) {
        return read.getOrDefault(source, 0L);
    }

    Attempt with(AttemptStatus next) {
        return new Attempt(plan, folderPath, next, batch, line, lastRecord, read);
    }

    Attempt sentAs(String token, int place) {
        return new Attempt(plan, folderPath, status, Optional.of(token), place, lastRecord, read);
    }

    Attempt reportedUpTo(long number) {
        return new Attempt(plan, folderPath, status, batch, line, number, read);
    }

    Attempt readUpTo(MetricSource source, long offset) {
        var known = new HashMap<>(read);
        known.put(source, offset);
        return new Attempt(plan, folderPath, status, batch, line, lastRecord, known);
    }
}
