package org.neronet.man.link;

import java.util.Optional;

/** A host to log in to by Apache MINA: how it is reached and how it is told from others. */
record MinaTarget(SshCommand ssh, SshConfig config, HostKeyCheck check) {
    static MinaTarget of(SshCommand ssh, SshConfig config) {
        var known = KnownHosts.read(config.knownHostsFiles());
        return new MinaTarget(ssh, config, new HostKeyCheck(known, config, new SshFaults(ssh)));
    }

    /** A host beside this one. */
    MinaTarget neighbour(String host) {
        var command = ssh.through(host);
        var known = KnownHosts.read(config.knownHostsFiles());
        var there = config.forHost(host);
        return new MinaTarget(
                command, there, new HostKeyCheck(known, there, Optional.of(config), new SshFaults(command)));
    }

    SshFaults faults() {
        return new SshFaults(ssh);
    }
}
