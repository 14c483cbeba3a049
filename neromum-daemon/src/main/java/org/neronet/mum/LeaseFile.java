package org.neronet.mum;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.json.JsonException;

/**
 * The files by which mums on several hosts agree on who writes in a state folder. How long a lease was silent is told by
 * the file server's clock alone, as the hosts' own may differ by hours.
 */
record LeaseFile(StateFolder state) {
    /** How long a lease of another host holds without being renewed. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The lease; empty when there is none, or none that can be understood. */
    Optional<LeaseRecord> read() throws IOException {
        return read(state.lease());
    }

    static Optional<LeaseRecord> read(Path file) throws IOException {
        try {
            return StateFile.json(file).map(LeaseRecord::fromJson);
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    static void write(Path file, LeaseRecord lease) throws IOException {
        AtomicFile.write(file, lease.toJson() + "\n");
    }

    void write(LeaseRecord lease) throws IOException {
        write(state.lease(), lease);
    }

    /** The lease of a mum who may be at work, as it looks from a host. */
    Optional<LeaseRecord> holder(Host here) throws IOException {
        var lease = read();
        return lease.isPresent() && isLive(lease.get(), here) ? lease : Optional.empty();
    }

    /** On the same host that is known; of another one, and of another that has the same name, it is assumed for a while. */
    private boolean isLive(LeaseRecord lease, Host here) throws IOException {
        if (lease.isReleased()) {
            return false;
        }
        if (lease.host().isSame(here)) {
            return lease.process().isAlive();
        }
        if (lease.host().name().equals(here.name()) && isOfEarlierBoot(lease, here)) {
            return false;
        }
        return state.isOfOneHost() || silence().compareTo(PATIENCE) < 0;
    }

    /** A lease that was renewed after this machine had started is one of another machine with the same name. */
    private static boolean isOfEarlierBoot(LeaseRecord lease, Host here) {
        return here.bootedAt().equals(Instant.EPOCH) || lease.renewedAt().isBefore(here.bootedAt());
    }

    /** Since when the lease was not written. */
    Duration silence() throws IOException {
        var probe = Files.createTempFile(state.path(), ".clock", "");
        try {
            var now = Files.getLastModifiedTime(probe).toInstant();
            return Duration.between(Files.getLastModifiedTime(state.lease()).toInstant(), now);
        } catch (NoSuchFileException e) {
            return PATIENCE;
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /**
     * Takes the first free epoch from {@code least} on, which only one process on any host can; a mum who was asleep
     * while her lease was taken finds it here, even when she has just overwritten the lease.
     */
    long claimEpoch(long least) throws IOException {
        PrivateFolder.ensure(state.epochs());
        long epoch = Math.max(least, newestEpoch() + 1);
        while (!create(epoch)) {
            epoch++;
        }
        return epoch;
    }

    private boolean create(long epoch) throws IOException {
        try {
            Files.createFile(state.epochs().resolve(Long.toString(epoch)));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** The highest epoch that was taken; 0 when there is none. */
    long newestEpoch() throws IOException {
        return epochs().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    void forgetEpochsBefore(long epoch) throws IOException {
        for (long each : epochs()) {
            if (each < epoch) {
                Files.deleteIfExists(state.epochs().resolve(Long.toString(each)));
            }
        }
    }

    private List<Long> epochs() throws IOException {
        try (var files = Files.list(state.epochs())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,18}"))
                    .map(Long::valueOf)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
