package org.neronet.man.link;

/** A host to log in to by Apache MINA: how it is reached and how it is told from others. */
record MinaTarget(SshCommand ssh, SshConfig config, HostKeyCheck check) {
    static MinaTarget of(SshCommand ssh, SshConfig config) {
        var known = KnownHosts.read(config.knownHostsFiles());
        return new MinaTarget(ssh, config, new HostKeyCheck(known, config, new SshFaults(ssh)));
    }

    SshFaults faults() {
        return new SshFaults(ssh);
    }
}
