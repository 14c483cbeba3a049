package org.neronet.mum;

import java.io.IOException;
import java.nio.file.Path;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** The names in {@code mum/<queue>/}: all that one mum keeps of her own. */
record StateFolder(Path path, String queue) {
    static StateFolder of(Path root, String queue) {
        if (!queue.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
            throw new NeronetException(ExitCode.SCHEDULER, "'" + queue + "' cannot be the name of a queue");
        }
        return new StateFolder(root.resolve("mum").resolve(queue), queue);
    }

    /** Makes the folders; refuses foreign ones. */
    void ensure() throws IOException {
        PrivateFolder.ensure(path.getParent().getParent());
        PrivateFolder.ensure(path.getParent());
        PrivateFolder.ensure(path);
        PrivateFolder.ensure(log());
    }

    Path lease() {
        return path.resolve("lease");
    }

    /** One empty file for each mum that took the lease, named after her epoch. */
    Path epochs() {
        return path.resolve("epochs");
    }

    /** Whether the queue is one machine's own, for which no other can ever stand in. */
    boolean isOfOneHost() {
        return queue.startsWith("direct-");
    }

    /** How far a start is that takes long, in words; there only meanwhile. */
    Path starting() {
        return path.resolve("starting");
    }

    Path endpoint() {
        return path.resolve("endpoint");
    }

    Path kidEndpoint() {
        return path.resolve("kid-endpoint");
    }

    Path master() {
        return path.resolve("master");
    }

    Path mumId() {
        return path.resolve("mum_id");
    }

    /** What clusters.yaml said last. */
    Path settings() {
        return path.resolve("settings");
    }

    Path journal() {
        return path.resolve("journal");
    }

    /** Output as kids report it. */
    Path logs() {
        return path.resolve("logs");
    }

    Path roster() {
        return path.resolve("roster");
    }

    /** The daemon's own log. */
    Path log() {
        return path.resolve("log");
    }

    /** What the daemon printed, which is something only when it could not start. */
    Path daemonOut() {
        return log().resolve("daemon.out");
    }
}
