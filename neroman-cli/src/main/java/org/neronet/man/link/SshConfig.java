package org.neronet.man.link;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How to log in to one host, with everything in the user's configuration resolved.
 *
 * @param hostName where to connect
 * @param identityFiles private keys in the order in which they are offered
 * @param identitiesOnly whether keys of the agent that are not among these are left out
 * @param agentSocket where the agent listens
 * @param knownHostsFiles all of them, the user's first
 * @param hostKeyAlias the name under which the host's key is known, if another
 * @param jumps to go through, the first one nearest to this machine
 * @param lacking the setting that needs OpenSSH itself, if there is one
 */
record SshConfig(
        String hostName,
        int port,
        String user,
        List<Path> identityFiles,
        boolean identitiesOnly,
        Optional<Path> agentSocket,
        List<Path> knownHostsFiles,
        Optional<String> hostKeyAlias,
        List<LoginAddress> jumps,
        Optional<String> lacking) {
    SshConfig {
        identityFiles = List.copyOf(identityFiles);
        knownHostsFiles = List.copyOf(knownHostsFiles);
        jumps = List.copyOf(jumps);
    }
}
