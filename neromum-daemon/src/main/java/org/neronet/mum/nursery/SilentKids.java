package org.neronet.mum.nursery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.mum.dispatch.Moments;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Ledger;

/** Tells the user, once each, that a kid which had spoken is not heard any more, and that it is again. */
final class SilentKids {
    /** After the connection is gone; one whose network died without a word is given up after 90 s. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final InstantSource time;
    private final Map<AttemptKey, Instant> told = new HashMap<>();

    SilentKids(Ledger ledger, InstantSource time) {
        this.ledger = ledger;
        this.time = time;
    }

    /** @param since when it was first found without a kid */
    void silent(Attempt attempt, Instant since) {
        boolean spoke = attempt.lastRecord() > 0;
        if (spoke && !time.instant().isBefore(since.plus(PATIENCE)) && told.putIfAbsent(attempt.key(), since) == null) {
            tell(
                    attempt,
                    "nerokid on " + node(attempt) + " has not been heard since " + Moments.text(since)
                            + ": its node, the network to it or nerokid is gone; files on the shared disk are still read");
        }
    }

    void heard(Attempt attempt) {
        var since = told.remove(attempt.key());
        if (since != null) {
            tell(
                    attempt,
                    "nerokid on " + node(attempt) + " is heard again, after "
                            + Duration.between(since, time.instant()).toSeconds() + " s");
        }
    }

    void keepOnly(Set<AttemptKey> live) {
        told.keySet().retainAll(live);
    }

    private static String node(Attempt attempt) {
        return attempt.status().node().orElse("its node");
    }

    private void tell(Attempt attempt, String text) {
        ledger.append(List.of(new Entry.Happened(new Event.Warned(attempt.key(), time.instant(), text))));
    }
}
