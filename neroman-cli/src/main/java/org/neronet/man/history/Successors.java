package org.neronet.man.history;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.event.Event.Submitted;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Retry;

/** Attempts that mum made herself, to go on from one that was cut off: they are first heard of by their events. */
final class Successors {
    private final AttemptStore attempts;
    private final PlanStore plans;

    Successors(AttemptStore attempts, PlanStore plans) {
        this.attempts = attempts;
        this.plans = plans;
    }

    /** Begins the attempt that was submitted, if the newest one known here may be followed by it; gives how it stands. */
    Optional<AttemptStatus> begin(Submitted event) throws SQLException {
        var key = event.key();
        var latest = attempts.latest(key.id()).filter(row -> row.attempt() == key.attempt() - 1);
        var plan = latest.isEmpty() ? Optional.<AttemptPlan>empty() : plans.plan(key.id(), key.attempt() - 1);
        if (plan.filter(before -> before.retries() > 0).isEmpty()) {
            return Optional.empty();
        }
        plans.keep(List.of(Retry.next(plan.get())));
        return Optional.of(attempts.follow(latest.get(), event.at()).status());
    }
}
