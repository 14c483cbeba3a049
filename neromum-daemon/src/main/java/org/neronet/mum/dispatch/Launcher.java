package org.neronet.mum.dispatch;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.neronet.common.batch.BatchKey;
import org.neronet.common.batch.Packing;
import org.neronet.common.event.Event;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.Queued;
import org.neronet.common.event.Event.SubmitUnknown;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.store.Workdir;
import org.neronet.mum.warden.Batch;
import org.neronet.mum.warden.Launch;
import org.neronet.mum.warden.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends waiting attempts to the scheduler, with the intent on disk before each call. Owned by the dispatch thread. */
final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private final Ledger ledger;
    private final Queue queue;
    private final Layout layout;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();
    private final Head head;

    Launcher(Ledger ledger, Queue queue, Layout layout, InstantSource time) {
        this.ledger = ledger;
        this.queue = queue;
        this.layout = layout;
        this.time = time;
        this.head = new Head(time);
    }

    /** Sends what the scheduler has room for: higher priorities first, and equal ones in order of submission. */
    void launchWaiting(List<Attempt> waiting) throws InterruptedException {
        var rest = new ArrayList<>(waiting);
        rest.sort(Comparator.comparing(Attempt::plan, BatchKey.ORDER));
        var later = new ArrayList<Attempt>();
        long places = queue.most() - jobsAtScheduler(waiting);
        while (!rest.isEmpty()) {
            if (queue.room() < 1 || places < 1) {
                break;
            }
            int room = Math.min(queue.room(), queue.room(rest.get(0).plan()));
            var alike = alike(rest);
            var packing = queue.packing(alike.get(0).plan(), alike.size());
            var together = room > 0 ? first(alike, Math.min(room, places) * packing.members()) : alike;
            var taken = together.stream().map(Attempt::key).collect(Collectors.toSet());
            rest.removeIf(attempt -> taken.contains(attempt.key()));
            if (room > 0) {
                places -= packing.jobs(together.size());
                send(together, packing);
            } else if (!passes(together, later)) {
                break;
            }
        }
        later.addAll(rest);
        later.stream().findFirst().map(Attempt::key).ifPresentOrElse(head::keep, head::clear);
        queueUp(later);
    }

    /** How many jobs the others have that have been sent and live. */
    private long jobsAtScheduler(List<Attempt> waiting) {
        if (queue.most() == Integer.MAX_VALUE) {
            return 0;
        }
        var own = waiting.stream().map(Attempt::key).collect(Collectors.toSet());
        return Packs.jobs(ledger.live().stream()
                .filter(a -> a.batch().isPresent() && !own.contains(a.key()))
                .toList());
    }

    /** Puts aside what has no room now; whether others may go before it. */
    private boolean passes(List<Attempt> together, List<Attempt> later) {
        var reason = queue.unfit(together.get(0).plan());
        if (reason.isPresent()) {
            // It fitted when it was taken in; the settings have changed since.
            refuse(together, "it " + reason.get(), "scheduler");
            return true;
        }
        later.addAll(together);
        return head.letsPass(later.get(0).key());
    }

    /** What waits for room is in mum's own queue, and says so once. */
    private void queueUp(List<Attempt> rest) {
        var fresh = rest.stream()
                .filter(a -> a.status().state() == AttemptState.SUBMITTED
                        && a.batch().isEmpty())
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        ledger.append(fresh.stream()
                        .map(a -> (Entry) new Entry.Happened(new Queued(a.key(), time.instant(), Optional.empty())))
                        .toList())
                .join();
    }

    private static List<Attempt> first(List<Attempt> attempts, long most) {
        return attempts.subList(0, (int) Math.min(attempts.size(), most));
    }

    /** Sends attempts in one call, whether for the first time or again. */
    void send(List<Attempt> attempts, Packing packing) throws InterruptedException {
        var token = HexFormat.of().toHexDigits(random.nextLong());
        var keys = attempts.stream().map(Attempt::key).toList();
        var batch = new Batch(
                token,
                Workdir.of(attempts.get(0)).batch(token),
                keys,
                packing,
                attempts.get(0).plan());
        try {
            layout.prepare(batch, attempts);
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                // Mum leaves in the middle of it. Nothing was sent, so that the next one begins anew.
                throw (InterruptedException) new InterruptedException("laying out batch " + token).initCause(e);
            }
            LOG.error("batch {} could not be laid out", token, e);
            refuse(attempts, "its folder could not be made: " + e.getMessage(), "disk");
            return;
        }
        ledger.append(List.of(new Entry.Sending(token, batch.folder().toString(), keys, packing.members())))
                .join();
        warn(attempts);
        record(batch, attempts, queue.launch(batch));
    }

    private void warn(List<Attempt> attempts) {
        var warnings = attempts.stream()
                .flatMap(a -> queue.passedOver(a.plan()).stream()
                        .map(text -> (Entry) new Entry.Happened(new Warned(a.key(), time.instant(), text))))
                .toList();
        if (!warnings.isEmpty()) {
            ledger.append(warnings).join();
        }
    }

    private void record(Batch batch, List<Attempt> attempts, Launch launch) {
        LOG.info("batch {} of {}: {}", batch.token(), batch.attempts().size(), launch);
        var keys = batch.attempts();
        if (launch instanceof Launch.Accepted accepted) {
            record(
                    keys,
                    key -> new Queued(
                            key, time.instant(), jobId(accepted, batch.packing().job(keys.indexOf(key) + 1))));
        } else if (launch instanceof Launch.Each each) {
            record(
                    keys,
                    key -> new Queued(
                            key, time.instant(), Optional.of(each.jobIds().get(keys.indexOf(key)))));
        } else if (launch instanceof Launch.Refused refused) {
            refuse(attempts, refused.text(), "scheduler");
        } else if (launch instanceof Launch.Full full) {
            // Sent again like what is in doubt: the batch's token is never found, and the claim guards even a wrong
            // word.
            var reason = "waiting for room, a limit on the number of jobs is reached: " + full.text();
            record(keys, key -> new SubmitUnknown(key, time.instant(), reason));
        } else if (launch instanceof Launch.Unknown unknown) {
            var reason = "looking whether the scheduler took it: " + unknown.text();
            record(keys, key -> new SubmitUnknown(key, time.instant(), reason));
        }
    }

    private static Optional<String> jobId(Launch.Accepted accepted, int job) {
        return accepted.jobId().map(id -> id + "_" + job);
    }

    private void refuse(List<Attempt> attempts, String text, String evidence) {
        var keys = attempts.stream()
                .filter(Launcher::neverStarts)
                .map(Attempt::key)
                .toList();
        record(
                keys,
                key -> new Ended(key, time.instant(), AttemptState.SUBMIT_FAILED, Optional.empty(), text, evidence));
    }

    /** What was sent before may have arrived in spite of all: only with the claim in hand is a refusal an end. */
    private static boolean neverStarts(Attempt attempt) {
        try {
            return attempt.batch().isEmpty() || Claims.take(attempt.folder());
        } catch (IOException e) {
            LOG.warn("cannot take the claim of {}; asking the scheduler again", attempt.key(), e);
            return false;
        }
    }

    private void record(List<AttemptKey> keys, java.util.function.Function<AttemptKey, Event> event) {
        ledger.append(keys.stream()
                        .map(key -> (Entry) new Entry.Happened(event.apply(key)))
                        .toList())
                .join();
    }

    /** Attempts that may share one call with the first. */
    private static List<Attempt> alike(List<Attempt> waiting) {
        var key = BatchKey.of(waiting.get(0).plan());
        var workdir = Workdir.of(waiting.get(0));
        return waiting.stream()
                .filter(a -> BatchKey.of(a.plan()).equals(key) && Workdir.of(a).equals(workdir))
                .toList();
    }
}
