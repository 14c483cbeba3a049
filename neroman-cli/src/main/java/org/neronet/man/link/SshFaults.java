package org.neronet.man.link;

import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** What can go wrong on the way to one host, one line each, with what to type next. */
record SshFaults(SshCommand ssh) {
    private static final String OPENSSH = "'transport: openssh' for this cluster in clusters.yaml";

    NeronetException noSuchHost(Throwable cause) {
        return fault(
                "cannot find the host " + ssh.neighbour().orElse(ssh.address().host()) + " in the DNS",
                "check ssh_address in clusters.yaml and the network; by hand: " + ssh.toType(),
                cause);
    }

    NeronetException refused(Throwable cause) {
        return fault(
                ssh.target() + " refuses connections: no SSH server listens there",
                "check host and port; by hand: " + ssh.toType(),
                cause);
    }

    NeronetException timedOut(Throwable cause) {
        return fault(
                ssh.target() + " does not answer in time", "check the network or VPN; by hand: " + ssh.toType(), cause);
    }

    /** @param tried which keys, and which were left out and why */
    NeronetException notAuthenticated(String tried, Throwable cause) {
        return fault(
                        ssh.target() + " does not let you in (" + tried + ")",
                        "by hand: " + ssh.toType()
                                + "; load your key with ssh-add; for passwords and one-time codes set " + OPENSSH,
                        cause)
                .asLasting();
    }

    NeronetException unknownHostKey(String key, Throwable cause) {
        return fault(
                        "the host key of " + ssh.target() + " is not known here: " + key,
                        "log in once by hand, compare the fingerprint and accept it: " + ssh.toType(),
                        cause)
                .asLasting();
    }

    /** @param where file and line of the key that was expected */
    NeronetException changedHostKey(String key, String where, Throwable cause) {
        return fault(
                        "the host key of " + ssh.target() + " has CHANGED: it is " + key + ", expected is " + where
                                + "; somebody may be listening in",
                        "ask its administrators whether the key was replaced before you touch " + where,
                        cause)
                .asLasting();
    }

    NeronetException revokedHostKey(String key, String where) {
        return fault(
                        "the host key of " + ssh.target() + " is revoked by " + where + ": " + key,
                        "ask its administrators what happened",
                        null)
                .asLasting();
    }

    /** @param setting of the ssh configuration, such as {@code ProxyCommand} */
    NeronetException lacks(String setting) {
        return fault(ssh.target() + " needs " + setting + ", which the built-in SSH cannot do", "set " + OPENSSH, null)
                .asLasting();
    }

    NeronetException jumpFailed(LoginAddress jump, Throwable cause) {
        return fault("the jump host " + jump + " cannot reach " + ssh.target(), "by hand: " + ssh.toType(), cause);
    }

    NeronetException other(String what, Throwable cause) {
        return fault("cannot connect to " + ssh.target() + ": " + what, "by hand: " + ssh.toType(), cause);
    }

    private static NeronetException fault(String message, String hint, Throwable cause) {
        return new NeronetException(ExitCode.CONNECTION, message, hint, cause);
    }
}
