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

    /** The same for another host that is logged in to in the same way, without jumps of its own. */
    SshConfig forHost(String host) {
        return new SshConfig(
                host,
                port,
                user,
                identityFiles,
                identitiesOnly,
                agentSocket,
                knownHostsFiles,
                Optional.empty(),
                List.of(),
                lacking);
    }

    /** The name under which the host's key stands in the known hosts. */
    String knownAs() {
        return hostKeyAlias.orElse(port == 22 ? hostName : "[" + hostName + "]:" + port);
    }
}
