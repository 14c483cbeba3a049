package org.neronet.mum.store;

import java.nio.file.Path;
import java.util.Optional;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.OutputStreamName;

/**
 * What mum knows of one attempt now: immutable, replaced by the ledger.
 *
 * @param batch token of the batch it was last sent in, empty while it waits in mum's own queue
 * @param line its line in that batch's map, 0 without one
 * @param lastRecord number of the last record kept of its kid
 * @param stdoutRead offset of the last sample kept from that stream
 */
public record Attempt(
        AttemptPlan plan,
        String folderPath,
        AttemptStatus status,
        Optional<String> batch,
        int line,
        long lastRecord,
        long stdoutRead,
        long stderrRead) {
    public AttemptKey key() {
        return plan.key();
    }

    public AttemptFolder folder() {
        return new AttemptFolder(Path.of(folderPath));
    }

    public boolean isLive() {
        return !status.state().isEnd();
    }

    /** Offset of the last sample kept from a stream, 0 before any. */
    public long read(OutputStreamName stream) {
        return stream == OutputStreamName.STDOUT ? stdoutRead : stderrRead;
    }

    Attempt with(AttemptStatus next) {
        return new Attempt(plan, folderPath, next, batch, line, lastRecord, stdoutRead, stderrRead);
    }

    Attempt sentAs(String token, int place) {
        return new Attempt(plan, folderPath, status, Optional.of(token), place, lastRecord, stdoutRead, stderrRead);
    }

    Attempt reportedUpTo(long number) {
        return new Attempt(plan, folderPath, status, batch, line, number, stdoutRead, stderrRead);
    }

    Attempt readUpTo(OutputStreamName stream, long offset) {
        boolean out = stream == OutputStreamName.STDOUT;
        return new Attempt(
                plan,
                folderPath,
                status,
                batch,
                line,
                lastRecord,
                out ? offset : stdoutRead,
                out ? stderrRead : offset);
    }
}
