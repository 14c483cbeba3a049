package org.neronet.man.link;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.neronet.common.fault.NeronetException;

/** Tells from MINA's exceptions what a person has to know. */
final class MinaFaults {
    private MinaFaults() {}

    /** While connecting. */
    static NeronetException ofConnect(IOException e, SshFaults faults) {
        if (find(e, UnresolvedAddressException.class).isPresent()) {
            return faults.noSuchHost(e);
        } else if (timedOut(e)) {
            return faults.timedOut(e);
        } else if (find(e, ConnectException.class)
                .filter(c -> says(c, "refused"))
                .isPresent()) {
            return faults.refused(e);
        }
        return faults.other(rootMessage(e), e);
    }

    /** From the key exchange to the end of the login, when the host key was not refused. */
    static NeronetException ofLogin(IOException e, SshFaults faults, String keys) {
        if (timedOut(e)) {
            return faults.timedOut(e);
        }
        boolean refused = find(e, SshException.class)
                .filter(s -> s.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
                        || says(s, "authentication methods")
                        || says(s, "authentication failures"))
                .isPresent();
        return refused ? faults.notAuthenticated(keys, e) : faults.other(rootMessage(e), e);
    }

    private static boolean timedOut(Throwable e) {
        return find(e, TimeoutException.class).isPresent()
                || causes(e).anyMatch(c -> says(c, "timed out") || says(c, "timeout"));
    }

    private static boolean says(Throwable e, String words) {
        return e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains(words);
    }

    private static <T> Optional<T> find(Throwable e, Class<T> type) {
        return causes(e).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, c -> c != null, Throwable::getCause).limit(20);
    }

    private static String rootMessage(Throwable e) {
        var root = causes(e).reduce((a, b) -> b).orElse(e);
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
