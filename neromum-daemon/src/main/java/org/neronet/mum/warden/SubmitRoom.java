package org.neronet.mum.warden;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.neronet.common.process.ForwardTime;

/**
 * How much is sent at once where a limit on the number of jobs has refused a batch: half of that, and nothing for a
 * while. Owned by the dispatch thread.
 */
final class SubmitRoom {
    /** Nothing is sent for so long after a refusal, so that a full queue is asked six times a minute at most. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    /** After so long without another refusal twice as much is tried. */
    static final Duration GROWTH = Duration.ofSeconds(60);

    private final InstantSource time;
    private Instant pausedUntil = Instant.MIN;
    private Instant grows = Instant.MAX;
    private int most = Integer.MAX_VALUE;

    SubmitRoom(InstantSource time) {
        this.time = new ForwardTime(time);
    }

    /** What of {@code site}, the most that the scheduler takes in one batch, is sent now; 0 means later. */
    int within(int site) {
        var now = time.instant();
        if (now.isBefore(pausedUntil)) {
            return 0;
        }
        if (!now.isBefore(grows)) {
            most = most > site / 2 ? Integer.MAX_VALUE : most * 2;
            grows = most == Integer.MAX_VALUE ? Instant.MAX : now.plus(GROWTH);
        }
        return Math.min(site, most);
    }

    /** Learns from what became of a batch of that many experiments. */
    void heard(Launch launch, int size) {
        if (launch instanceof Launch.Full) {
            var now = time.instant();
            most = Math.max(1, size / 2);
            pausedUntil = now.plus(PAUSE);
            grows = now.plus(GROWTH);
        }
    }
}
