package org.neronet.mum.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.event.Event;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.event.EventJson;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.json.Json;
import org.neronet.common.process.ForwardTime;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.warden.JobReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the evidence of ends, from kids, files and the scheduler, and records each end once, after the last metric of
 * the attempt. {@link #settle} is called by the settling thread alone, the others by any.
 */
public final class Settler {
    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

    private static final Duration UNREADABLE = Duration.ofMinutes(2);

    private static final int MAX_NOTES = 20;
    /** Ends that come together are made durable together, but none waits long for the reading of others' output. */
    private static final Duration TOGETHER = Duration.ofMillis(200);

    private final Ledger ledger;
    private final InstantSource time;
    private final Duration patience;
    private final Consumer<Attempt> readToEnd;
    private final Starts starts;
    private final Retries retries;
    private final Map<AttemptKey, Evidence> open = new ConcurrentHashMap<>();
    private volatile Runnable wake = () -> {};
    private volatile Consumer<Attempt> farewell = attempt -> {};

    /**
     * @param patience how long to wait for the scheduler's word where a signal is in play, or for a late exit file
     * @param readToEnd makes all metrics of an attempt durable that no kid delivered
     */
    public Settler(Ledger ledger, InstantSource time, Duration patience, Consumer<Attempt> readToEnd) {
        this.ledger = ledger;
        this.time = new ForwardTime(time);
        this.patience = patience;
        this.readToEnd = readToEnd;
        this.starts = new Starts(ledger, time);
        this.retries = new Retries(ledger, time);
    }

    /** Sets what to call when there is new evidence. */
    public void onEvidence(Runnable wake) {
        this.wake = wake;
    }

    /** Sets what to do once an end is durable: mirrors and kids of that attempt can go. */
    public void onEnd(Consumer<Attempt> farewell) {
        this.farewell = farewell;
    }

    /**
     * The parent's exit file was seen.
     *
     * @param delivered whether the kid has delivered everything, so that nothing need be read
     */
    public void exited(AttemptKey key, ParentFile exit, boolean delivered) {
        open.merge(key, new Evidence(Optional.of(exit), Optional.empty(), delivered, time.instant()), Evidence::with);
        wake.run();
    }

    /** The scheduler says that it ended. */
    void report(AttemptKey key, JobReport report) {
        var evidence = new Evidence(Optional.empty(), Optional.of(report), false, time.instant());
        open.merge(key, evidence, Evidence::with);
        wake.run();
    }

    /** Whether an exit is known but the scheduler's word is missing. */
    boolean waitsForScheduler(AttemptKey key) {
        var evidence = open.get(key);
        return evidence != null && evidence.report().isEmpty();
    }

    /** Whether there is no evidence to weigh. */
    boolean isIdle() {
        return open.isEmpty();
    }

    /** Records the ends that the evidence allows now. */
    void settle() {
        var ends = new ArrayList<End>();
        var begun = time.instant();
        for (var key : List.copyOf(open.keySet())) {
            try {
                end(key).ifPresent(ends::add);
            } catch (RuntimeException | IOException e) {
                LOG.error("{} could not be settled; trying again", key, e);
            }
            if (Duration.between(begun, time.instant()).compareTo(TOGETHER) > 0) {
                record(ends);
                ends.clear();
                begun = time.instant();
            }
        }
        record(ends);
    }

    private void record(List<End> ends) {
        if (ends.isEmpty()) {
            return;
        }
        var entries = ends.stream().flatMap(end -> end.entries().stream()).toList();
        try {
            ledger.append(entries).join();
        } catch (RuntimeException e) {
            LOG.error("{} ends could not be recorded; trying again", ends.size(), e);
            return;
        }
        for (var end : ends) {
            open.remove(end.attempt().key());
            leaveWord(end.attempt(), end.state().word());
            bidFarewell(end.attempt());
        }
    }

    /** What goes wrong with one must not keep the others of the same write waiting. */
    private void bidFarewell(Attempt attempt) {
        try {
            farewell.accept(attempt);
        } catch (RuntimeException e) {
            LOG.error("what is left of {} stays", attempt.key(), e);
        }
    }

    private Optional<End> end(AttemptKey key) throws IOException {
        var attempt = ledger.find(key).filter(Attempt::isLive);
        if (attempt.isEmpty()) {
            open.remove(key);
            return Optional.empty();
        }
        var gathered = open.get(key);
        var evidence = withLateExit(attempt.get(), gathered);
        if (isOfAnotherJob(attempt.get(), evidence)) {
            open.remove(key, gathered);
            return Optional.empty();
        }
        var waited = Duration.between(evidence.since(), time.instant());
        readStopping(attempt.get());
        var status = ledger.find(key).orElseThrow().status();
        var verdict = new Verdict(key, status, evidence.exit(), evidence.report(), waited, patience);
        var end = verdict.end(time.instant());
        if (end.isEmpty()) {
            return Optional.empty();
        }
        if (!evidence.delivered()) {
            readToEnd(attempt.get(), waited);
        }
        readNotes(attempt.get());
        readStart(attempt.get());
        var ended = Refusal.explain(end.get(), attempt.get().folder());
        var entries = new ArrayList<>(retries.before(attempt.get(), ended));
        entries.add(new Entry.Happened(ended));
        return Optional.of(new End(attempt.get(), entries, end.get().state()));
    }

    /** Sent twice, run once: the job that found the claim taken ended, and that says nothing of the other. */
    private static boolean isOfAnotherJob(Attempt attempt, Evidence evidence) throws IOException {
        var job = evidence.report()
                .filter(r -> r.end().equals(Optional.of(AttemptState.FINISHED)))
                .flatMap(JobReport::jobId);
        if (evidence.exit().isPresent() || job.isEmpty()) {
            return false;
        }
        boolean isOtherBatch = attempt.batch().isPresent()
                && Claims.isTakenByOtherBatch(attempt.folder(), attempt.batch().get());
        return isOtherBatch || Claims.isTakenByOtherJob(attempt.folder(), job.get());
    }

    /** Output that cannot be read delays an end, but not for ever. */
    private void readToEnd(Attempt attempt, Duration waited) {
        try {
            readToEnd.accept(attempt);
        } catch (UncheckedIOException e) {
            if (waited.compareTo(patience.plus(UNREADABLE)) < 0) {
                throw e;
            }
            LOG.error("the output of {} stays unread", attempt.key(), e);
            var text =
                    "its output could not be read to the end: " + e.getCause().getMessage();
            ledger.append(List.of(new Entry.Happened(new Warned(attempt.key(), time.instant(), text))))
                    .join();
        }
    }

    /** The kid may be gone before it could say by which rule it ended the program. */
    private void readStopping(Attempt attempt) throws IOException {
        var file = attempt.folder().stopping();
        if (attempt.status().stopReason().isEmpty() && Files.isRegularFile(file)) {
            var event = EventJson.read(Json.parseObject(SmallFile.read(file)));
            if (event instanceof Event.RuleFired fired && fired.key().equals(attempt.key())) {
                ledger.append(List.of(new Entry.Happened(fired))).join();
            }
        }
    }

    /** A program may have ended before anyone looked for its start. */
    private void readStart(Attempt attempt) throws IOException {
        var file = attempt.folder().start();
        if (attempt.status().startedAt().isEmpty() && Files.isRegularFile(file)) {
            starts.seen(attempt.key(), ParentFile.parse(SmallFile.read(file)));
        }
    }

    /** What the scripts on the node have to say to the user. */
    private void readNotes(Attempt attempt) throws IOException {
        var notes = attempt.folder().notes();
        if (Files.isRegularFile(notes)) {
            var warnings = SmallFile.read(notes)
                    .lines()
                    .limit(MAX_NOTES)
                    .map(line -> (Entry) new Entry.Happened(new Warned(attempt.key(), time.instant(), line)))
                    .toList();
            if (!warnings.isEmpty()) {
                ledger.append(warnings).join();
            }
        }
    }

    private static void leaveWord(Attempt attempt, String word) {
        try {
            AtomicFile.place(attempt.folder().settled(), word + "\n");
        } catch (IOException e) {
            LOG.warn("no file tells the kid of {} that it ended; it learns it from mum", attempt.key(), e);
        }
    }

    /** The scheduler may know of the end before the exit file is visible on this host. */
    private static Evidence withLateExit(Attempt attempt, Evidence evidence) throws IOException {
        var file = attempt.folder().exit();
        if (evidence.exit().isPresent() || !Files.isRegularFile(file)) {
            return evidence;
        }
        var exit = ParentFile.parse(SmallFile.read(file));
        return new Evidence(Optional.of(exit), evidence.report(), evidence.delivered(), evidence.since());
    }

    /** What is to be written of one end. */
    private record End(Attempt attempt, List<Entry> entries, AttemptState state) {}

    private record Evidence(Optional<ParentFile> exit, Optional<JobReport> report, boolean delivered, Instant since) {
        Evidence with(Evidence later) {
            return new Evidence(
                    exit.or(later::exit), later.report().or(this::report), delivered || later.delivered(), since);
        }
    }
}
