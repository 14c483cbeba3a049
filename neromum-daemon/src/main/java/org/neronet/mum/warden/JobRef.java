package org.neronet.mum.warden;

import java.util.Optional;

/**
 * One experiment's place at the scheduler.
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
