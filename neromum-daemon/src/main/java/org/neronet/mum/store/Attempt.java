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
 * @param members how many of that batch share a job, 1 when each has its own
 * @param lastRecord number of the last record kept of its kid
 * @param read offset of the last sample kept from each source
 * @param after number of an event that is older than all of its own, 0 when that is not known
 */
public record Attempt(
        AttemptPlan plan,
        String folderPath,
        AttemptStatus status,
        Optional<String> batch,
        int line,
        int members,
        long lastRecord,
        Map<MetricSource, Long> read,
        long after) {
    public Attempt {
        read = Map.copyOf(read);
    }

    public AttemptKey key() {
        return plan.key();
    }

    public AttemptFolder folder() {
        return new AttemptFolder(Path.of(folderPath));
    }

    /** Those whose values the rules about siblings compare: the experiments of one block, from one home. */
    public String family() {
        return key().home() + " " + plan.watch().optionalString("siblings").orElse(plan.name());
    }

    public boolean isLive() {
        return !status.state().isEnd();
    }

    /** Offset of the last sample kept from a source, 0 before any. */
    public long read(MetricSource source) {
        return read.getOrDefault(source, 0L);
    }

    Attempt with(AttemptStatus next) {
        return new Attempt(plan, folderPath, next, batch, line, members, lastRecord, read, after);
    }

    /** Whether it shares its job with others. */
    public boolean isPacked() {
        return members > 1;
    }

    /** The number of its job in the batch, from 1. */
    public int job() {
        return (line - 1) / members + 1;
    }

    Attempt sentAs(String token, int place, int together) {
        return new Attempt(plan, folderPath, status, Optional.of(token), place, together, lastRecord, read, after);
    }

    Attempt returned() {
        return new Attempt(plan, folderPath, status, Optional.empty(), 0, 1, lastRecord, read, after);
    }

    Attempt reportedUpTo(long number) {
        return new Attempt(plan, folderPath, status, batch, line, members, number, read, after);
    }

    Attempt readUpTo(MetricSource source, long offset) {
        var known = new HashMap<>(read);
        known.put(source, offset);
        return new Attempt(plan, folderPath, status, batch, line, members, lastRecord, known, after);
    }
}
