package org.neronet.man.link;

import java.time.Duration;
import java.util.Optional;
import org.neronet.common.fault.NeronetException;

/** A way to run commands on a cluster's gateway; safe for use by many threads. Closing it ends what runs over it. */
public interface Link extends AutoCloseable {
    /**
     * Starts a command under the user's login shell there.
     *
     * @param command constant text and words quoted for a shell, on one line
     * @throws NeronetException (connection) when it cannot be started
     */
    RemoteProcess exec(String command);

    /**
     * A link to a neighbour of the gateway, through the gateway and with the same user, port and keys. Closing it also
     * closes this one; when it cannot be made, this one stays as it is.
     *
     * @param host as the gateway knows it
     * @throws NeronetException (connection) when there is no way
     */
    Link to(String host);

    /** Where this leads, for messages: {@code triton.aalto.fi (mina)}. */
    String describe();

    /** Whether another {@link #exec} has a chance; a link that is lost stays lost. */
    default boolean isOpen() {
        return true;
    }

    /** How long a command may take to say its first word, with the login if each command logs in anew. */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** The link's own fault behind a command that ended early, if that is what its end and its stderr tell. */
    default Optional<NeronetException> diagnose(int exitCode, String stderr) {
        return Optional.empty();
    }

    @Override
    void close();
}
