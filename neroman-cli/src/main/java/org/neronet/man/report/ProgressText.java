package org.neronet.man.report;

import java.time.Instant;
import java.util.Optional;
import org.neronet.common.event.AttemptStatus;

/** How far a running program says it is, for people: {@code 30%, 0:12 left}. */
final class ProgressText {
    private static final int PERCENT = 100;

    private ProgressText() {}

    /** Empty when it does not run or has not said; the time left is guessed from that used so far. */
    static Optional<String> of(ExperimentReport each, Instant now) {
        var done = each.status(AttemptStatus::done);
        var total = each.status(AttemptStatus::total).filter(all -> all > 0);
        if (each.hasEnded() || done.isEmpty() || total.isEmpty()) {
            return Optional.empty();
        }
        double share = Math.min(1, (double) done.get() / total.get());
        var percent = (int) Math.floor(PERCENT * share) + "%";
        return Optional.of(left(each, now, share)
                .map(left -> percent + ", " + left + " left")
                .orElse(percent));
    }

    private static Optional<String> left(ExperimentReport each, Instant now, double share) {
        return each.runtime(now)
                .filter(used -> share > 0 && share < 1)
                .map(used -> used.multipliedBy(1000)
                        .dividedBy(Math.max(1, Math.round(1000 * share)))
                        .minus(used))
                .filter(left -> !left.isNegative())
                .map(Numbers::duration);
    }
}
