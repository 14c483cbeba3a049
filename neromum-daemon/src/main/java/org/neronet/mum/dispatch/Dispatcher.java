package org.neronet.mum.dispatch;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.neronet.common.event.Event.TerminationAsked;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Holder;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.store.Terminator;
import org.neronet.mum.warden.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two threads: "mum-dispatch" sends, asks and cancels, and may wait long for the scheduler; "mum-settle" records ends
 * meanwhile. A step that fails is logged and tried again.
 */
public final class Dispatcher implements Terminator, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long TICK_MILLIS = 500;
    /** Longest pause while there is nothing to do; whatever changes ends it. */
    private static final long IDLE_MILLIS = 10_000;

    private static final long LEAVE_MILLIS = 5_000;

    private final Ledger ledger;
    private final InstantSource time;
    private final Launcher launcher;
    private final Poller poller;
    private final Canceller canceller;
    private final Settler settler;
    private final RuleStops stops;
    private final Retries retries;
    private final Holds holds;
    private final List<Loop> loops;

    Dispatcher(
            Ledger ledger,
            InstantSource time,
            Launcher launcher,
            Poller poller,
            Canceller canceller,
            Queue queue,
            Settler settler,
            EndingOrders orders) {
        this.ledger = ledger;
        this.time = time;
        this.launcher = launcher;
        this.poller = poller;
        this.canceller = canceller;
        this.settler = settler;
        stops = new RuleStops(ledger, orders, time);
        this.retries = new Retries(ledger, time);
        this.holds = new Holds(ledger, queue, retries::newest, time);
        this.loops = List.of(
                new Loop("mum-dispatch", this::dispatch, () -> ledger.live().isEmpty()),
                new Loop("mum-settle", settler::settle, settler::isIdle));
    }

    /**
     * A dispatcher of one queue.
     *
     * @param reporting whether a kid is connected for an attempt
     * @param orders the way to it
     */
    public static Dispatcher of(
            Ledger ledger,
            Queue queue,
            Layout layout,
            Settler settler,
            Predicate<AttemptKey> reporting,
            EndingOrders orders,
            InstantSource time) {
        return new Dispatcher(
                ledger,
                time,
                new Launcher(ledger, queue, layout, time),
                new Poller(ledger, queue, settler, reporting, time),
                new Canceller(ledger, queue, time),
                queue,
                settler,
                orders);
    }

    /** Looks now whether there is something to do; on any thread. */
    public void wake() {
        loops.get(0).wake();
    }

    /** Begins to work, first on what an earlier mum left. */
    public void start() {
        ledger.onChange(loops.get(0)::wake);
        settler.onEvidence(() -> loops.forEach(Loop::wake));
        loops.forEach(Loop::start);
    }

    @Override
    public Answer terminate(List<AttemptKey> keys) {
        var answer = new Answer(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var key : keys) {
            var attempt = ledger.find(retries.newest(key));
            (attempt.isEmpty() ? answer.unknown() : attempt.get().isLive() ? answer.asked() : answer.ended()).add(key);
        }
        ledger.append(answer.asked().stream()
                        .map(retries::newest)
                        .map(key -> (Entry) new Entry.Happened(new TerminationAsked(key, time.instant())))
                        .toList())
                .join();
        return answer;
    }

    /** Who keeps attempts of this queue from starting. */
    public Holder holder() {
        return holds;
    }

    private void dispatch() throws InterruptedException {
        var wishes = retries.inheritedWishes(ledger.live());
        if (!wishes.isEmpty()) {
            ledger.append(wishes).join();
        }
        var live = ledger.live();
        stops.decide(live);
        live = ledger.live();
        var doomed = Stream.concat(live.stream().filter(a -> a.status().terminationAsked()), stops.due(live).stream());
        canceller.cancel(doomed.distinct().toList());
        holds.carryOut(live);
        launcher.launchWaiting(live.stream()
                .filter(Dispatcher::isWaiting)
                .filter(retries::isDue)
                .toList());
        var again = poller.poll();
        if (!again.isEmpty()) {
            LOG.warn("{} attempts were not taken by the scheduler and are sent again", again.size());
            launcher.launchWaiting(again);
        }
    }

    private static boolean isWaiting(Attempt attempt) {
        return attempt.batch().isEmpty() && !attempt.status().terminationAsked() && !Holds.isHeld(attempt);
    }

    /** Ends both threads, so that whoever comes next finds no call to the scheduler still under way. */
    @Override
    public void close() {
        loops.forEach(Loop::interrupt);
        try {
            for (var loop : loops) {
                loop.thread.join(LEAVE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread that repeats a step when woken, and every half second unless it is idle. */
    private static final class Loop {
        private final Semaphore news = new Semaphore(1);
        private final Thread thread;
        private final Step step;
        private final BooleanSupplier idle;
        private int failures;

        Loop(String name, Step step, BooleanSupplier idle) {
            this.thread = new Thread(this::run, name);
            this.step = step;
            this.idle = idle;
        }

        void start() {
            thread.start();
        }

        void wake() {
            if (news.availablePermits() == 0) {
                news.release();
            }
        }

        void interrupt() {
            thread.interrupt();
        }

        private void run() {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    pauseAfterFailures();
                    if (news.tryAcquire(idle.getAsBoolean() ? IDLE_MILLIS : TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                        news.drainPermits();
                    }
                    step.run();
                    failures = 0;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    failures++;
                    LOG.error("{} failed; trying again", thread.getName(), e);
                }
            }
        }

        /** A full disk or a broken scheduler does not get better by being asked at full speed. */
        private void pauseAfterFailures() throws InterruptedException {
            if (failures > 1) {
                TimeUnit.MILLISECONDS.sleep(TICK_MILLIS << Math.min(failures - 1, 5));
            }
        }

        private interface Step {
            void run() throws InterruptedException;
        }
    }
}
