package org.neronet.mum.warden;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.batch.Packing;
import org.neronet.common.experiment.AttemptPlan;

/** One scheduler's queue as mum uses it. Called by the dispatch thread alone; calls may block up to their time limits. */
public interface Queue extends AutoCloseable {
    /** How many jobs it would take now, as one batch with equal resources; 0 means later. */
    int room();

    /** How many jobs of experiments like this one it would take now; 0 means later. */
    default int room(AttemptPlan plan) {
        return room();
    }

    /** How many of mum's jobs may be there at once, waiting or running; what has no place in one waits in her own queue. */
    default int most() {
        return Integer.MAX_VALUE;
    }

    /** Why this experiment can never run here, with numbers; empty when it may. */
    default Optional<String> unfit(AttemptPlan plan) {
        return Optional.empty();
    }

    /** How that many experiments like this one share jobs, where they asked for it and this queue can. */
    default Packing packing(AttemptPlan plan, int waiting) throws InterruptedException {
        return Packing.NONE;
    }

    /** Starts a batch whose folder is ready and durable. Never throws for a scheduler's refusal. */
    Launch launch(Batch batch) throws InterruptedException;

    /**
     * Everything the scheduler says of mum's jobs, in one question for all of them; empty when it does not answer,
     * which is no evidence of anything.
     */
    Optional<Listing> list(Collection<JobRef> live) throws InterruptedException;

    /**
     * What the scheduler says of a job with a number that its last list did not show.
     *
     * @param lastSeen when it was in the list last, or taken
     */
    default Recall recall(JobRef job, Instant lastSeen) throws InterruptedException {
        return Recall.SILENT;
    }

    /** What the scheduler says of nodes, by their names, in one question for all; what it does not know is left out. */
    default Map<String, NodeWord> nodes(Set<String> names) throws InterruptedException {
        return Map.of();
    }

    /** Asks the scheduler to end jobs, on a direct queue the whole session of the program. Returns what went wrong. */
    Optional<String> cancel(Collection<JobRef> jobs) throws InterruptedException;

    /** Keeps jobs that wait from starting, one call for all. Returns what went wrong, empty also when some have started. */
    default Optional<String> hold(Collection<JobRef> jobs) throws InterruptedException {
        return Optional.empty();
    }

    /** Takes {@link #hold} back. Returns what went wrong. */
    default Optional<String> release(Collection<JobRef> jobs) throws InterruptedException {
        return Optional.empty();
    }

    /** Shortest time between two {@link #list} calls while something is to be learnt. */
    Duration pace();

    /** Least time between two lists without a job that together say that it never arrived. */
    default Duration apart() {
        return pace().multipliedBy(3);
    }

    /** Sets what to call, on any thread, when a job has ended and its place is free; a scheduler tells of none. */
    default void onFreed(Runnable listener) {}

    /** Who starts kids: true for the parent (one per scheduler job), false for mum (one per direct node). */
    boolean parentStartsKid();

    /** Numeric addresses on which kids reach this host, best first; never a wildcard. */
    List<String> kidAddresses() throws InterruptedException;

    /** What of a plan this queue passes over, one line each, for the user's warnings. */
    default List<String> passedOver(AttemptPlan plan) {
        return List.of();
    }

    /** New settings from clusters.yaml, such as another number of slots. */
    void settings(org.neronet.common.wire.ClusterSettings settings);

    @Override
    void close() throws IOException;
}
