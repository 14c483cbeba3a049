package org.neronet.mum;

import java.time.Instant;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.ProcessIdentity;

/**
 * What stands in the file {@code lease}: which process may write in a state folder.
 *
 * @param epoch grows with each start of a mum on that queue
 * @param renewedAt by the clock of its host
 */
record LeaseRecord(Host host, ProcessIdentity process, long epoch, Instant renewedAt) {
    /** Whether both are the same mum's. */
    boolean isOf(LeaseRecord other) {
        return host.isSame(other.host) && process.equals(other.process) && epoch == other.epoch;
    }

    LeaseRecord renewed(Instant at) {
        return new LeaseRecord(host, process, epoch, at);
    }

    /** The same with nobody behind it: the epoch must outlive the mum. */
    LeaseRecord released() {
        return new LeaseRecord(host, new ProcessIdentity(0, 0), epoch, Instant.EPOCH);
    }

    boolean isReleased() {
        return process.pid() == 0;
    }

    JsonObject toJson() {
        return JsonObject.of("host", host.name())
                .with("boot_id", host.bootId())
                .with("booted_at", host.bootedAt())
                .with("pid", process.pid())
                .with("start_ms", process.startMillis())
                .with("epoch", epoch)
                .with("renewed_at", renewedAt);
    }

    /** @throws org.neronet.common.json.JsonException for anything else */
    static LeaseRecord fromJson(JsonObject json) {
        var bootedAt = json.has("booted_at") ? json.instant("booted_at") : Instant.EPOCH;
        return new LeaseRecord(
                new Host(json.string("host"), json.string("boot_id"), bootedAt),
                new ProcessIdentity(json.integer("pid"), json.integer("start_ms")),
                json.integer("epoch"),
                json.instant("renewed_at"));
    }
}
