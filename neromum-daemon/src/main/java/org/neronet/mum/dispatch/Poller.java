package org.neronet.mum.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.neronet.common.event.Event.Queued;
import org.neronet.common.event.Event.SubmitUnknown;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.process.ForwardTime;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.warden.JobRef;
import org.neronet.mum.warden.JobReport;
import org.neronet.mum.warden.JobReport.Phase;
import org.neronet.mum.warden.Listing;
import org.neronet.mum.warden.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the scheduler, seldom and for all jobs at once, and settles doubts. Owned by the dispatch thread. */
final class Poller {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    /** With it, and two misses, every doubt is settled within 150 s after the scheduler answers again. */
    private static final Duration SLOWEST = Duration.ofSeconds(60);

    private final Ledger ledger;
    private final Queue queue;
    private final Settler settler;
    private final Missing missing;
    private final Vanished vanished;
    private final Sights sights;
    private final Waiting waiting;
    private final Predicate<AttemptKey> reporting;
    private final InstantSource time;
    private final LostJobs lostJobs;
    private Duration wait;
    private Instant next;

    /** @param reporting whether a kid is connected for an attempt, so that there is nothing to ask */
    Poller(Ledger ledger, Queue queue, Settler settler, Predicate<AttemptKey> reporting, InstantSource time) {
        this(ledger, queue, settler, reporting, time, FileClock::probe);
    }

    /** @param files tells the time of files */
    Poller(
            Ledger ledger,
            Queue queue,
            Settler settler,
            Predicate<AttemptKey> reporting,
            InstantSource clock,
            FileClock files) {
        this.time = new ForwardTime(clock);
        this.ledger = ledger;
        this.queue = queue;
        this.settler = settler;
        this.vanished = new Vanished(ledger, queue, settler, time, files);
        this.sights = new Sights(refs(ledger.live()), time);
        this.missing = new Missing(queue, settler, vanished, sights, time);
        this.waiting = new Waiting(time);
        this.reporting = reporting;
        this.lostJobs = new LostJobs(ledger, time);
        this.wait = queue.pace();
        this.next = time.instant();
    }

    /** Asks if it is time and there is something to learn; returns attempts that must be sent again. */
    List<Attempt> poll() throws InterruptedException {
        var unsure = ledger.live().stream().filter(this::isUnsure).toList();
        sights.live(refs(unsure));
        if (unsure.isEmpty() || time.instant().isBefore(next)) {
            return List.of();
        }
        var listing = queue.list(refs(unsure));
        wait = listing.isPresent() ? queue.pace() : shorter(wait.multipliedBy(2), SLOWEST);
        next = time.instant().plus(wait);
        return listing.isPresent() ? learn(unsure, listing.get()) : List.of();
    }

    private static List<JobRef> refs(List<Attempt> attempts) {
        return attempts.stream()
                .filter(attempt -> attempt.batch().isPresent())
                .map(Poller::ref)
                .distinct()
                .toList();
    }

    private boolean isUnsure(Attempt attempt) {
        return attempt.batch().isPresent()
                && (!reporting.test(attempt.key()) || settler.waitsForScheduler(attempt.key()));
    }

    private List<Attempt> learn(List<Attempt> unsure, Listing listing) throws InterruptedException {
        var keys = unsure.stream().map(Attempt::key).collect(Collectors.toSet());
        missing.keepOnly(keys);
        waiting.keepOnly(keys);
        var again = new ArrayList<Attempt>();
        var waits = new ArrayList<Entry>();
        for (var attempt : unsure) {
            var report = listing.of(ref(attempt));
            if (report.isPresent()) {
                missing.forget(attempt.key());
                sights.seen(ref(attempt));
                if (!lostJobs.takesBack(attempt, report.get())) {
                    heard(attempt, report.get());
                }
                waiting.news(attempt, report.get()).ifPresent(event -> waits.add(new Entry.Happened(event)));
            } else if (missing.sendsAgain(attempt)) {
                again.add(attempt);
            }
        }
        if (!waits.isEmpty()) {
            ledger.append(waits);
        }
        vanished.judge();
        disown(again);
        again.forEach(attempt -> missing.forget(attempt.key()));
        return again;
    }

    /** What is sent again has no number until it gets its new one, whenever mum dies: so it is looked for by its token. */
    private void disown(List<Attempt> again) {
        var forgotten = again.stream()
                .filter(attempt -> attempt.status().jobId().isPresent())
                .map(attempt -> (Entry) new Entry.Happened(forgotten(attempt)))
                .toList();
        if (!forgotten.isEmpty()) {
            ledger.append(forgotten).join();
        }
    }

    private SubmitUnknown forgotten(Attempt attempt) {
        var job = attempt.status().jobId().orElseThrow();
        return new SubmitUnknown(
                attempt.key(), time.instant(), "the scheduler forgot its job " + job + "; it is sent again");
    }

    private void heard(Attempt attempt, JobReport report) {
        if (attempt.status().jobId().isEmpty() && report.jobId().isPresent()) {
            adopt(attempt, report.jobId());
        } else if (attempt.status().state() == AttemptState.SUBMITTED) {
            adopt(attempt, Optional.empty());
        }
        report.held()
                .filter(text -> !attempt.status().warnings().contains(text))
                .ifPresent(text ->
                        ledger.append(List.of(new Entry.Happened(new Warned(attempt.key(), time.instant(), text)))));
        if (report.phase() == Phase.ENDED) {
            settler.report(attempt.key(), report);
        }
    }

    private void adopt(Attempt attempt, Optional<String> jobId) {
        ledger.append(List.of(new Entry.Happened(new Queued(attempt.key(), time.instant(), jobId))));
    }

    static JobRef ref(Attempt attempt) {
        return new JobRef(
                attempt.batch().orElseThrow(), attempt.job(), attempt.status().jobId());
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
