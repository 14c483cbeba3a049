package org.neronet.mum;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.process.ProcessIdentity;

/** Takes a lease so that of several mums that start at once only one gets it. */
final class LeaseTaker {
    private static final Duration STALE = Duration.ofSeconds(30);
    /** Five seconds of looking. */
    static final int TRIES = 50;

    private static final long PAUSE_MILLIS = 100;

    private final StateFolder state;
    private final Path guard;
    private final Host host;
    private final InstantSource time;
    private final int tries;

    /** @param tries how often to look, 0.1 s apart, while another mum is taking it */
    LeaseTaker(StateFolder state, Host host, InstantSource time, int tries) {
        this.tries = tries;
        this.state = state;
        this.guard = state.path().resolve("lease.taking");
        this.host = host;
        this.time = time;
    }

    LeaseRecord take() throws IOException, InterruptedException {
        refuseIfLive(LeaseRecord.read(state.lease()));
        for (int i = 0; i < tries; i++) {
            if (guarded()) {
                try {
                    record(0).write(guard);
                    return write();
                } finally {
                    Files.deleteIfExists(guard);
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new NeronetException(
                ExitCode.REFUSED, "another mum is just starting for " + state.queue(), "try again in a minute");
    }

    private LeaseRecord write() throws IOException {
        var before = LeaseRecord.read(state.lease());
        refuseIfLive(before);
        var mine = record(nextEpoch(before));
        mine.write(state.lease());
        return mine;
    }

    private LeaseRecord record(long epoch) {
        return new LeaseRecord(host, ProcessIdentity.current(), epoch, time.instant());
    }

    /** Without a readable lease the clock gives a number that no earlier mum can have had. */
    private long nextEpoch(Optional<LeaseRecord> before) {
        if (before.isPresent()) {
            return before.get().epoch() + 1;
        }
        boolean isNew = !Files.exists(state.lease()) && !Files.exists(state.journal());
        return isNew ? 1 : time.instant().getEpochSecond();
    }

    private void refuseIfLive(Optional<LeaseRecord> lease) {
        if (lease.isPresent() && lease.get().isLive(host, time.instant())) {
            throw elsewhere(state.queue(), lease.get().host().name());
        }
    }

    static NeronetException elsewhere(String queue, String host) {
        return new NeronetException(
                ExitCode.REFUSED, "mum for queue " + queue + " runs on " + host, "connect to " + host);
    }

    /** O_EXCL decides; what a crashed mum left behind is taken away, after a while if nothing tells that she is dead. */
    private boolean guarded() throws IOException {
        try {
            Files.createFile(guard);
            return true;
        } catch (FileAlreadyExistsException e) {
            if (isOfTheDead() || age().compareTo(STALE) > 0) {
                Files.deleteIfExists(guard);
            }
            return false;
        }
    }

    private boolean isOfTheDead() throws IOException {
        return LeaseRecord.read(guard)
                .filter(taker -> taker.host().name().equals(host.name()))
                .filter(taker -> !taker.isLive(host, time.instant()))
                .isPresent();
    }

    private Duration age() throws IOException {
        try {
            Instant made = Files.getLastModifiedTime(guard).toInstant();
            return Duration.between(made, time.instant());
        } catch (NoSuchFileException e) {
            return Duration.ZERO;
        }
    }
}
