package org.neronet.mum.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.neronet.common.event.Event.SubmitUnknown;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.experiment.AttemptState;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.warden.JobReport;
import org.neronet.mum.warden.JobReport.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes experiments back whose job ended before it came to them, because it was lost when others ran that share it, or
 * because its node could not launch it: the same attempt waits for another job. Whether one was started is decided by its
 * claim, which mum takes for a moment. Owned by the dispatch thread.
 */
final class LostJobs {
    /** After so many jobs that ended too early, the next one's end is that of the experiment. */
    static final int MOST = 3;

    private static final Logger LOG = LoggerFactory.getLogger(LostJobs.class);
    private static final String TEXT = "waits for another job, since its turn had not come when that ended: ";

    private static final String ALONE = "waits for another job, since no node launched it when that ended: ";

    private final Ledger ledger;
    private final InstantSource time;

    LostJobs(Ledger ledger, InstantSource time) {
        this.ledger = ledger;
        this.time = time;
    }

    /** Whether it waits in mum's own queue again, so that this report says nothing of it. */
    boolean takesBack(Attempt attempt, JobReport report) {
        return report.phase() == Phase.ENDED
                && (attempt.isPacked() ? !isCancelledBeforeItsStart(report) : report.isCancelledByScheduler())
                && attempt.status().state() != AttemptState.RUNNING
                && !attempt.status().terminationAsked()
                && timesBefore(attempt) < MOST
                && neverStarted(attempt)
                && record(attempt, report);
    }

    /** Whoever cancels a job that waits does not want it; one that ran is lost, whoever ended it. */
    private static boolean isCancelledBeforeItsStart(JobReport report) {
        return report.end().equals(Optional.of(AttemptState.TERMINATED))
                && report.node().isEmpty();
    }

    private static long timesBefore(Attempt attempt) {
        return attempt.status().warnings().stream()
                .filter(text -> text.startsWith(TEXT) || text.startsWith(ALONE))
                .count();
    }

    private static boolean neverStarted(Attempt attempt) {
        try {
            if (!Claims.take(attempt.folder())) {
                return false;
            }
            // A parent that finds it free again now runs the program, and the next job's leaves it alone.
            Files.deleteIfExists(attempt.folder().claim());
            return true;
        } catch (IOException e) {
            LOG.warn("cannot take the claim of {}, so it is not sent again", attempt.key(), e);
            return false;
        }
    }

    private boolean record(Attempt attempt, JobReport report) {
        var job = report.jobId().or(() -> attempt.status().jobId()).orElse("its job");
        var text = (attempt.isPacked() ? TEXT : ALONE) + job + ", " + report.words();
        LOG.warn("{} {}", attempt.key(), text);
        ledger.append(List.of(
                        new Entry.Returned(attempt.batch().orElseThrow(), List.of(attempt.key())),
                        // Takes the lost job's number away, so that nobody asks or cancels by it.
                        new Entry.Happened(new SubmitUnknown(attempt.key(), time.instant(), text)),
                        new Entry.Happened(new Warned(attempt.key(), time.instant(), text))))
                .join();
        return true;
    }
}
