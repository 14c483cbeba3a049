package org.neronet.kid.report;

import java.nio.file.Path;
import org.neronet.common.experiment.AttemptKey;

/**
 * With what a kid introduces itself to mum.
 *
 * @param secret the attempt's key, 32 bytes
 * @param endpoint the file that says where mum listens now
 */
public record Login(AttemptKey attempt, byte[] secret, Path endpoint) {
    /** Without the secret, so that no log ever holds it. */
    @Override
    public String toString() {
        return "Login[" + attempt + ", " + endpoint + "]";
    }
}
