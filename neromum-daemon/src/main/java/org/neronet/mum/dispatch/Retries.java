package org.neronet.mum.dispatch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.Submitted;
import org.neronet.common.event.Event.TerminationAsked;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.Retry;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Entry.Happened;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.store.Workdir;

/**
 * The attempts that mum makes herself. What follows an attempt goes to the journal before that one's end: so whoever reads
 * along never sees all attempts ended while one is to come, and a mum who dies in between finds the end anew and the next
 * attempt there already.
 */
final class Retries {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 5;

    private final Ledger ledger;
    private final InstantSource time;

    Retries(Ledger ledger, InstantSource time) {
        this.ledger = ledger;
        this.time = time;
    }

    /** What to write down before this end; nothing when it is the last word. */
    List<Entry> before(Attempt attempt, Ended end) {
        if (attempt.status().terminationAsked() || attempt.status().stopReason().isPresent()) {
            return List.of();
        }
        return Retry.after(attempt.plan(), end.state())
                .map(next -> {
                    var key = next.key();
                    var folder = Workdir.of(attempt).attempt(key).toString();
                    var text = "goes on from attempt " + attempt.key().attempt() + ": " + end.reason();
                    return List.<Entry>of(
                            new Entry.Kept(next, folder),
                            new Happened(new Submitted(key, time.instant())),
                            new Happened(new Warned(key, time.instant(), text)));
                })
                .orElse(List.of());
    }

    /** Whether it may be sent: the one before it has ended, and a node that failed had a moment to recover. */
    boolean isDue(Attempt attempt) {
        var earlier = before(attempt);
        if (earlier.isEmpty()) {
            return true;
        }
        var now = time.instant();
        var made = attempt.status().submittedAt().orElse(now);
        boolean setBack = now.isBefore(made.minus(FIRST_PAUSE.multipliedBy(1L << MOST_DOUBLINGS)));
        return !earlier.get().isLive() && (setBack || !now.isBefore(made.plus(pause(earlier.get()))));
    }

    private Optional<Attempt> before(Attempt attempt) {
        return Retry.continued(attempt.plan()).flatMap(ledger::find);
    }

    /** Doubled for each node in a row that failed. */
    private Duration pause(Attempt ended) {
        int failures = 0;
        for (var at = Optional.of(ended); isNodeFailure(at); at = before(at.get())) {
            failures++;
        }
        return failures == 0 ? Duration.ZERO : FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    }

    private static boolean isNodeFailure(Optional<Attempt> attempt) {
        return attempt.filter(a -> a.status().state() == AttemptState.NODE_FAILED)
                .isPresent();
    }

    /** The attempt that is meant by a key now: the newest of those that mum made to go on from it. */
    AttemptKey newest(AttemptKey key) {
        var newest = key;
        for (var next = following(key); next.isPresent(); next = following(newest)) {
            newest = next.get();
        }
        return newest;
    }

    private Optional<AttemptKey> following(AttemptKey key) {
        return ledger.find(new AttemptKey(key.home(), key.id(), key.attempt() + 1))
                .filter(next -> Retry.continued(next.plan()).equals(Optional.of(key)))
                .map(Attempt::key);
    }

    /** A wish that came just as an attempt ended is one for the attempt that follows. */
    List<Entry> inheritedWishes(List<Attempt> live) {
        return live.stream()
                .filter(attempt -> !attempt.status().terminationAsked())
                .filter(attempt -> before(attempt)
                        .filter(a -> a.status().terminationAsked())
                        .isPresent())
                .map(attempt -> (Entry) new Happened(new TerminationAsked(attempt.key(), time.instant())))
                .toList();
    }
}
