package org.neronet.mum;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.mum.store.Fence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This mum's right to write in her state folder: renewed while she lives, looked up before what cannot be undone. */
final class Lease implements Fence, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final long RENEW_SECONDS = 20;
    private static final long CACHED_NANOS = 1_000_000_000;
    private static final Duration OLD = Duration.ofMinutes(1);

    private final LeaseFile file;
    private final LeaseRecord mine;
    private final boolean rival;
    private final InstantSource time;
    private final Runnable onLoss;
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "mum-lease");
        thread.setDaemon(true);
        return thread;
    });
    private long checkedAt;
    private Instant checkedAtTime = Instant.EPOCH;
    private boolean lost;

    private Lease(LeaseFile file, LeaseRecord mine, boolean rival, InstantSource time, Runnable onLoss) {
        this.file = file;
        this.mine = mine;
        this.rival = rival;
        this.time = time;
        this.onLoss = onLoss;
        this.checkedAt = System.nanoTime() - CACHED_NANOS;
    }

    /**
     * Takes the lease of a state folder, from a dead mum or from nobody, and keeps it until it is closed.
     *
     * @param onLoss called once when another mum has taken over
     * @throws NeronetException (refused) when a live mum has it; the message names her host
     */
    static Lease take(StateFolder state, Host host, InstantSource time, Runnable onLoss)
            throws IOException, InterruptedException {
        var taker = new LeaseTaker(state, host, time, LeaseTaker.TRIES);
        var mine = taker.take();
        var lease = new Lease(new LeaseFile(state), mine, taker.hasRival(), time, onLoss);
        lease.renewals.scheduleWithFixedDelay(lease::keep, RENEW_SECONDS, RENEW_SECONDS, TimeUnit.SECONDS);
        return lease;
    }

    /** Who has it since when, as it stands in its file: host, epoch and the time of the last renewal. */
    JsonObject describe() {
        try {
            return file.read()
                    .map(found -> JsonObject.of("host", found.host().name())
                            .with("epoch", found.epoch())
                            .with("renewed_at", found.renewedAt()))
                    .orElse(JsonObject.empty());
        } catch (IOException e) {
            return JsonObject.of("error", "the lease cannot be read: " + e.getMessage());
        }
    }

    long epoch() {
        return mine.epoch();
    }

    @Override
    public synchronized void check() {
        if (!lost && isJustChecked()) {
            return;
        }
        try {
            look();
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.REFUSED, "cannot tell whether this mum still has her lease: " + e.getMessage(), null, e);
        }
    }

    @Override
    public boolean hasRival() {
        return rival;
    }

    /** By both clocks: the one that never jumps stands still while the machine is suspended. */
    private boolean isJustChecked() {
        var now = time.instant();
        return System.nanoTime() - checkedAt < CACHED_NANOS
                && !now.isBefore(checkedAtTime)
                && now.isBefore(checkedAtTime.plusNanos(CACHED_NANOS));
    }

    /** A lease that was not renewed for long, as after a suspend, is renewed before it is trusted. */
    private void look() throws IOException {
        var now = time.instant();
        var found = file.read();
        if (lost || isTaken() || !isMineOrOlder(found)) {
            lose();
        }
        boolean fresh = found.filter(mine::isOf)
                .filter(lease -> Duration.between(lease.renewedAt(), now).compareTo(OLD) <= 0)
                .isPresent();
        if (!fresh) {
            renew(now);
            if (isTaken()) {
                lose();
            }
        }
        checkedAt = System.nanoTime();
        checkedAtTime = now;
    }

    private boolean isTaken() throws IOException {
        return file.newestEpoch() > mine.epoch();
    }

    /** An older one is that of a mum who was stopped just before she renewed it, and finds out next that she lost it. */
    private boolean isMineOrOlder(Optional<LeaseRecord> found) {
        return found.filter(lease -> mine.isOf(lease) || lease.epoch() < mine.epoch())
                .isPresent();
    }

    private void lose() {
        if (!lost) {
            lost = true;
            LOG.error(
                    "another mum has taken over {}; this one writes nothing more and leaves",
                    file.state().path());
            onLoss.run();
        }
        throw new NeronetException(ExitCode.REFUSED, "another mum has taken over", "try again");
    }

    private void renew(Instant now) throws IOException {
        file.write(mine.renewed(now));
    }

    /** One renewal. */
    synchronized void keep() {
        try {
            look();
            renew(time.instant());
        } catch (NeronetException e) {
            LOG.debug("the lease is gone");
        } catch (IOException | RuntimeException e) {
            LOG.error("the lease could not be renewed; trying again", e);
        }
    }

    /** Gives it back, unless another has it. */
    @Override
    public synchronized void close() {
        renewals.shutdownNow();
        try {
            if (!lost && file.read().filter(mine::isOf).isPresent()) {
                file.write(mine.released());
            }
        } catch (IOException e) {
            LOG.warn("the lease could not be given back: {}", e.getMessage());
        }
    }
}
