package org.neronet.mum.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.neronet.common.event.Event;
import org.neronet.common.event.Event.HoldAsked;
import org.neronet.common.event.Event.Queued;
import org.neronet.common.event.Event.ReleaseAsked;
import org.neronet.common.event.Event.Released;
import org.neronet.common.event.Hold;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.process.ForwardTime;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Holder;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.warden.JobRef;
import org.neronet.mum.warden.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps attempts from starting: those in mum's own queue are not sent, and of the others the scheduler is told, in one
 * call for all. Wishes are written down by any thread; {@link #carryOut} belongs to the dispatch thread. A hold is asked
 * again after a restart, and a release until the scheduler agrees.
 */
final class Holds implements Holder {
    private static final Logger LOG = LoggerFactory.getLogger(Holds.class);
    /** A scheduler that refuses is not asked more often, so that a hold costs no more than the list does. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final Queue queue;
    private final Function<AttemptKey, AttemptKey> newest;
    private final InstantSource time;
    private final Set<AttemptKey> told = new HashSet<>();
    private Instant next = Instant.MIN;

    /** @param newest the attempt that is meant by a key now */
    Holds(Ledger ledger, Queue queue, Function<AttemptKey, AttemptKey> newest, InstantSource time) {
        this.ledger = ledger;
        this.queue = queue;
        this.newest = newest;
        this.time = new ForwardTime(time);
    }

    @Override
    public Answer hold(List<AttemptKey> keys) {
        return wish(keys, hold -> hold == Hold.HELD, key -> new HoldAsked(key, time.instant()));
    }

    @Override
    public Answer release(List<AttemptKey> keys) {
        return wish(keys, hold -> hold != Hold.HELD, key -> new ReleaseAsked(key, time.instant()));
    }

    private Answer wish(
            List<AttemptKey> keys, java.util.function.Predicate<Hold> asWished, Function<AttemptKey, Event> event) {
        var answer = new Answer(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var events = new ArrayList<Entry>();
        for (var key : keys) {
            var attempt = ledger.find(newest.apply(key));
            var list = place(attempt, asWished, answer);
            list.add(key);
            if (list == answer.asked()) {
                events.add(new Entry.Happened(event.apply(attempt.get().key())));
            }
        }
        ledger.append(events).join();
        return answer;
    }

    private static List<AttemptKey> place(
            Optional<Attempt> attempt, java.util.function.Predicate<Hold> asWished, Answer answer) {
        if (attempt.isEmpty()) {
            return answer.unknown();
        } else if (!attempt.get().isLive()) {
            return answer.ended();
        } else if (attempt.get().status().state() == AttemptState.RUNNING) {
            return answer.running();
        }
        return asWished.test(attempt.get().status().hold()) ? answer.already() : answer.asked();
    }

    /** Whether mum may not send it now. */
    static boolean isHeld(Attempt attempt) {
        return attempt.status().hold() == Hold.HELD;
    }

    /** Does what is due for these. */
    void carryOut(List<Attempt> live) throws InterruptedException {
        told.retainAll(live.stream().filter(Holds::isHeld).map(Attempt::key).toList());
        queueUp(live);
        tellReleases(live);
        tellHolds(live);
    }

    /** What is held in mum's own queue is in it as well. */
    private void queueUp(List<Attempt> live) {
        happened(live.stream()
                .filter(Holds::isHeld)
                .filter(a -> a.status().state() == AttemptState.SUBMITTED
                        && a.batch().isEmpty())
                .map(a -> new Queued(a.key(), time.instant(), Optional.empty()))
                .toList());
    }

    private void tellReleases(List<Attempt> live) throws InterruptedException {
        var releasing =
                live.stream().filter(a -> a.status().hold() == Hold.RELEASING).toList();
        var jobs = atScheduler(releasing);
        boolean done = jobs.isEmpty() || isDue() && succeeds(queue.release(refs(jobs)), jobs, "releasing");
        happened(releasing.stream()
                .filter(a -> done || !jobs.contains(a))
                .map(a -> new Released(a.key(), time.instant()))
                .toList());
    }

    private void tellHolds(List<Attempt> live) throws InterruptedException {
        var held = live.stream().filter(Holds::isHeld).toList();
        var jobs = atScheduler(Packs.alone(held, live).stream()
                .filter(a -> !told.contains(a.key()))
                .toList());
        if (!jobs.isEmpty() && isDue() && succeeds(queue.hold(refs(jobs)), jobs, "holding")) {
            told.addAll(jobs.stream().map(Attempt::key).toList());
        }
    }

    /** Those that wait there; what is in doubt is first looked for. */
    private static List<Attempt> atScheduler(List<Attempt> attempts) {
        return attempts.stream()
                .filter(a -> a.batch().isPresent() && a.status().state() != AttemptState.RUNNING)
                .filter(a -> a.status().jobId().isPresent())
                .toList();
    }

    private static Collection<JobRef> refs(List<Attempt> attempts) {
        return attempts.stream().map(Poller::ref).distinct().toList();
    }

    private boolean isDue() {
        return !time.instant().isBefore(next);
    }

    private boolean succeeds(Optional<String> complaint, List<Attempt> jobs, String what) {
        complaint.ifPresent(text -> {
            LOG.warn("{} {} jobs: {}", what, jobs.size(), text);
            next = time.instant().plus(AGAIN);
        });
        return complaint.isEmpty();
    }

    private void happened(List<? extends Event> events) {
        if (!events.isEmpty()) {
            ledger.append(events.stream()
                            .map(event -> (Entry) new Entry.Happened(event))
                            .toList())
                    .join();
        }
    }
}
