package org.neronet.mum;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.ProcessIdentity;

/**
 * The file {@code lease}: which process may write in a state folder.
 *
 * @param epoch grows with each start of a mum on that queue
 */
record LeaseRecord(Host host, ProcessIdentity process, long epoch, Instant renewedAt) {
    /** How long a lease of another host holds without being renewed. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The lease in a file; empty when there is none, or none that can be understood. */
    static Optional<LeaseRecord> read(Path file) throws IOException {
        try {
            return StateFile.json(file).map(LeaseRecord::fromJson);
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        AtomicFile.write(file, toJson() + "\n");
    }

    /** Whether its mum may be at work; on the same host that is known, of another one it is assumed for a while. */
    boolean isLive(Host here, Instant now) {
        if (host.name().equals(here.name())) {
            return host.bootId().equals(here.bootId()) && process.isAlive();
        }
        return Duration.between(renewedAt, now).compareTo(PATIENCE) < 0;
    }

    /** Whether both are the same mum's. */
    boolean isOf(LeaseRecord other) {
        return host.equals(other.host) && process.equals(other.process) && epoch == other.epoch;
    }

    LeaseRecord renewed(Instant at) {
        return new LeaseRecord(host, process, epoch, at);
    }

    /** The same with nobody behind it: the epoch must outlive the mum. */
    LeaseRecord released() {
        return new LeaseRecord(host, new ProcessIdentity(0, 0), epoch, Instant.EPOCH);
    }

    private JsonObject toJson() {
        return JsonObject.of("host", host.name())
                .with("boot_id", host.bootId())
                .with("pid", process.pid())
                .with("start_ms", process.startMillis())
                .with("epoch", epoch)
                .with("renewed_at", renewedAt);
    }

    private static LeaseRecord fromJson(JsonObject json) {
        return new LeaseRecord(
                new Host(json.string("host"), json.string("boot_id")),
                new ProcessIdentity(json.integer("pid"), json.integer("start_ms")),
                json.integer("epoch"),
                json.instant("renewed_at"));
    }
}
