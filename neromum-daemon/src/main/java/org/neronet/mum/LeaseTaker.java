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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a lease so that of several mums that start at once only one gets it. */
final class LeaseTaker {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseTaker.class);
    private static final Duration STALE = Duration.ofSeconds(30);
    /** Five seconds of looking. */
    static final int TRIES = 50;

    private static final long PAUSE_MILLIS = 100;

    private final StateFolder state;
    private final LeaseFile file;
    private final Path guard;
    private final Host host;
    private final InstantSource time;
    private final int tries;
    private Optional<LeaseRecord> rival = Optional.empty();

    /** @param tries how often to look, 0.1 s apart, while another mum is taking it */
    LeaseTaker(StateFolder state, Host host, InstantSource time, int tries) {
        this.tries = tries;
        this.state = state;
        this.file = new LeaseFile(state);
        this.guard = state.path().resolve("lease.taking");
        this.host = host;
        this.time = time;
    }

    LeaseRecord take() throws IOException, InterruptedException {
        refuseIfLive();
        for (int i = 0; i < tries; i++) {
            if (guarded()) {
                try {
                    LeaseFile.write(guard, record(0));
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

    /** Whether the lease was taken from a mum of another host, who may wake up in the middle of something. */
    boolean hasRival() {
        return rival.isPresent();
    }

    private LeaseRecord write() throws IOException {
        refuseIfLive();
        var before = file.read();
        var mine = record(file.claimEpoch(nextEpoch(before)));
        file.write(mine);
        rival = before.filter(lease -> !lease.isReleased() && !lease.host().isSame(host));
        rival.ifPresent(lease -> LOG.warn(
                "took over from the mum on {}, who renewed her lease last at {}",
                lease.host().name(),
                lease.renewedAt()));
        file.forgetEpochsBefore(mine.epoch());
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

    private void refuseIfLive() throws IOException {
        var holder = file.holder(host);
        if (holder.isPresent()) {
            throw elsewhere(state, host, holder.get());
        }
    }

    static NeronetException elsewhere(StateFolder state, Host here, LeaseRecord holder) {
        var name = holder.host().name();
        boolean twins = name.equals(here.name()) && !holder.host().isSame(here);
        return new NeronetException(
                ExitCode.REFUSED,
                "mum for queue " + state.queue() + " runs on " + (twins ? "another machine named " : "") + name,
                twins
                        ? "log in there; if there is only one machine of that name: rm " + state.lease()
                        : "connect to " + name);
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
        return LeaseFile.read(guard)
                .filter(taker -> taker.host().isSame(host))
                .filter(taker -> !taker.process().isAlive())
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
