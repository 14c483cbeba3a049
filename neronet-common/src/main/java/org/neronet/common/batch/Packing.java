package org.neronet.common.batch;

import java.time.Duration;
import java.util.Optional;
import org.neronet.common.experiment.Pack;
import org.neronet.common.experiment.Resources;

/**
 * How the experiments of a batch are spread over scheduler jobs: job K runs the lines (K-1)·members+1 to K·members. Pure.
 *
 * @param members experiments in one job, at least 1
 * @param slots how many of them run at a time, 1 to {@code members}
 */
public record Packing(int members, int slots) {
    /** A job for each experiment. */
    public static final Packing NONE = new Packing(1, 1);

    /** How many run at a time when nobody says. */
    public static final int USUAL_SLOTS = 4;

    /** With {@code auto}, what is submitted together becomes so many jobs at most, unless they would last too long. */
    public static final int AUTO_JOBS = 10;

    /** With {@code auto}, no job may last longer than this by the time limits of its experiments. */
    public static final Duration AUTO_LONGEST = Duration.ofHours(4);

    /** For the start of the job, and for programs that do not end at once at their own limit. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    public Packing {
        if (members < 1 || slots < 1 || slots > members) {
            throw new IllegalArgumentException("not a packing: " + members + " members in " + slots + " slots");
        }
    }

    /**
     * What is right for experiments that wait together.
     *
     * @param needed by one of them
     * @param waiting how many there are, at least 1
     * @param cpus that one job may have
     */
    public static Packing of(Resources needed, int waiting, int cpus) {
        if (needed.pack().isEmpty()) {
            return NONE;
        }
        var pack = needed.pack().get();
        int fitting = Math.max(1, cpus / needed.cpus());
        int slots = Math.min(pack.slots().orElse(USUAL_SLOTS), fitting);
        int members = Math.min(pack.members().orElseGet(() -> members(needed.time(), waiting, slots)), waiting);
        return new Packing(members, Math.min(slots, members));
    }

    private static int members(Optional<Duration> time, int waiting, int slots) {
        long wanted = dividedUp(waiting, (long) AUTO_JOBS * slots);
        long lasting = time.map(t -> AUTO_LONGEST.toSeconds() / t.toSeconds()).orElse(Long.MAX_VALUE);
        boolean worthIt = waiting > AUTO_JOBS && lasting > 1;
        return worthIt ? (int) Math.min(Pack.MOST, Math.min(wanted, lasting) * slots) : 1;
    }

    public boolean isPacked() {
        return members > 1;
    }

    /** How many jobs that many experiments need. */
    public int jobs(int experiments) {
        return (int) dividedUp(experiments, members);
    }

    /** The job of a line; both count from 1. */
    public int job(int line) {
        return (line - 1) / members + 1;
    }

    /** What a job asks for: that of one experiment for each slot, and its time for each round. */
    public Resources job(Resources one) {
        return isPacked()
                ? new Resources(
                        one.cpus() * slots,
                        one.gpus() * slots,
                        one.memoryBytes().map(bytes -> bytes * slots),
                        one.time()
                                .map(time -> time.multipliedBy(dividedUp(members, slots))
                                        .plus(SLACK)))
                : one;
    }

    private static long dividedUp(long amount, long unit) {
        return (amount + unit - 1) / unit;
    }
}
