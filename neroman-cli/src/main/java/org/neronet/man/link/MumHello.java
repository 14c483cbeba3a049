package org.neronet.man.link;

import java.time.Instant;
import org.neronet.common.json.JsonObject;

/**
 * Who mum is, as she says when a connection begins.
 *
 * @param version of the man-mum protocol
 * @param mumId to which cursors belong
 * @param queue such as {@code slurm-triton} or {@code direct-host}
 * @param epoch counts her starts on this queue
 * @param sha of the neromum.jar she runs from
 * @param workdir where attempts live there, absolute
 */
public record MumHello(
        long version,
        String mumId,
        String queue,
        String host,
        long epoch,
        String sha,
        long pid,
        Instant startedAt,
        String workdir) {
    static MumHello fromJson(JsonObject json) {
        return new MumHello(
                json.integer("version"),
                json.string("mum_id"),
                json.string("queue"),
                json.string("host"),
                json.integer("epoch"),
                json.string("sha"),
                json.integer("pid"),
                json.instant("started_at"),
                json.string("workdir"));
    }
}
