package org.neronet.mum.gate;

import java.nio.file.Path;
import java.time.Instant;
import org.neronet.common.process.ProcessIdentity;

/**
 * Who this mum is, as she tells everyone.
 *
 * @param mumId 32 hexadecimal digits; cursors belong to it
 * @param type of the scheduler, such as {@code slurm}
 * @param queue such as {@code slurm-triton}
 * @param epoch counts mum's starts on this queue
 * @param sha of the neromum.jar she runs from
 */
public record MumIdentity(
        String mumId,
        String type,
        String queue,
        String host,
        long epoch,
        String sha,
        ProcessIdentity process,
        Instant startedAt) {
    DaemonEndpoint at(Path socket) {
        return new DaemonEndpoint(socket.toString(), process, sha, host, epoch);
    }
}
