package org.neronet.man.submit;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Divides experiments among the clusters of a group. Free slots are filled first, in proportion to their numbers; what is
 * left goes to the clusters with a scheduler, there where the fewest wait, and without one to where the fewest wait for a
 * slot. Pure.
 */
public final class Spread {
    /**
     * A cluster that can be reached.
     *
     * @param slots how many run there at once; empty where a scheduler decides
     * @param live experiments that run or wait there
     * @param waiting of these, those that wait
     */
    public record Member(String cluster, Optional<Integer> slots, long live, long waiting) {
        /** The same with so many more, which it does not know of yet. */
        public Member with(int more) {
            return new Member(cluster, slots, live + more, waiting + more);
        }

        private long free() {
            return slots.map(all -> Math.max(0, all - live)).orElse(0L);
        }

        /** What one experiment more costs when so many are given already; the cheapest member gets it. */
        private Price price(int given) {
            if (given < free()) {
                return new Price(Tier.FREE_SLOT, (given + 0.5) / free());
            } else if (slots.isEmpty()) {
                return new Price(Tier.SCHEDULER, waiting + given);
            }
            double waits = Math.max(0, live - slots.get()) + given - free() + 0.5;
            return new Price(Tier.FULL, waits / slots.get());
        }
    }

    private enum Tier {
        FREE_SLOT,
        SCHEDULER,
        FULL
    }

    private record Price(Tier tier, double amount) {}

    private static final Comparator<Price> CHEAPEST =
            Comparator.comparing(Price::tier).thenComparing(Price::amount);

    private Spread() {}

    /** How many of {@code count} experiments each member gets, in the members' order; equal ones in that order, too. */
    public static Map<String, Integer> of(List<Member> members, int count) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("nobody to divide among");
        }
        var given = new int[members.size()];
        for (int i = 0; i < count; i++) {
            given[cheapest(members, given)]++;
        }
        var shares = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < given.length; i++) {
            shares.put(members.get(i).cluster(), given[i]);
        }
        return shares;
    }

    private static int cheapest(List<Member> members, int[] given) {
        return IntStream.range(0, given.length)
                .boxed()
                .min(Comparator.comparing(i -> members.get(i).price(given[i]), CHEAPEST))
                .orElseThrow();
    }
}
