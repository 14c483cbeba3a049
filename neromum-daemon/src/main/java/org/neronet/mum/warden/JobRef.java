package org.neronet.mum.warden;

import java.util.Optional;

/**
 * One job at the scheduler: an experiment's, or that of several which share it.
 *
 * @param line from 1; the index in a job array
 * @param jobId what the scheduler calls it, such as {@code 123_7}, once it is known
 */
public record JobRef(String token, int line, Optional<String> jobId) {
    /** The identity that outlives job ids, which schedulers reuse: {@code token.line}. */
    public String id() {
        return token + "." + line;
    }
}
