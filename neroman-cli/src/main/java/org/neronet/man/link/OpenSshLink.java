package org.neronet.man.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.common.fault.NeronetException;

/** The system's {@code ssh}, one call per command, so that everything in the user's configuration works. */
final class OpenSshLink implements Link {
    private static final int FAILED = 255;
    private static final Pattern OFFENDING = Pattern.compile("Offending .*key in (\\S.*:\\d+)");

    private final SshCommand ssh;
    private final boolean terminal;
    private final SshConfigs configs;
    private final List<String> route;

    /**
     * @param terminal whether there is one on which {@code ssh} may ask
     * @param configs asked only on the way to a neighbour
     */
    OpenSshLink(SshCommand ssh, boolean terminal, SshConfigs configs) {
        this(ssh, terminal, configs, List.of());
    }

    private OpenSshLink(SshCommand ssh, boolean terminal, SshConfigs configs, List<String> route) {
        this.ssh = ssh;
        this.terminal = terminal;
        this.configs = configs;
        this.route = route;
    }

    /** The gateway's own settings with another host name; a shared connection to the gateway itself must not be taken. */
    @Override
    public Link to(String host) {
        var neighbour = LoginAddress.parse(host);
        var gateway = new SshCommand(ssh.address(), ssh.configFile());
        var config = configs.resolve(gateway);
        var words = new ArrayList<>(List.of("-o", "HostName=" + neighbour.host(), "-o", "ControlPath=none"));
        if (KnownHosts.read(config.knownHostsFiles())
                .types(neighbour.host(), config.port())
                .isEmpty()) {
            words.addAll(List.of("-o", "HostKeyAlias=" + config.knownAs()));
        }
        words.addAll(List.of("-J", ssh.address().toString()));
        return new OpenSshLink(gateway.through(neighbour.host()), terminal, configs, List.copyOf(words));
    }

    @Override
    public RemoteProcess exec(String command) {
        return ChildProcess.start(argv(command));
    }

    List<String> argv(String command) {
        var options = new ArrayList<>(List.of(
                "-T",
                "-x",
                "-o",
                "ClearAllForwardings=yes",
                "-o",
                "ForwardAgent=no",
                "-o",
                "RemoteCommand=none",
                "-o",
                "BatchMode=" + (terminal ? "no" : "yes"),
                "-o",
                "StrictHostKeyChecking=" + (terminal ? "ask" : "yes"),
                "-o",
                "ConnectTimeout=15",
                "-o",
                "ServerAliveInterval=15"));
        options.addAll(route);
        var words = ssh.words(options);
        words.add(command);
        return words;
    }

    @Override
    public String describe() {
        return ssh.target() + " (openssh)";
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(terminal ? 150 : 45);
    }

    @Override
    public Optional<NeronetException> diagnose(int exitCode, String stderr) {
        return exitCode == FAILED ? Optional.of(fault(stderr)) : Optional.empty();
    }

    private NeronetException fault(String stderr) {
        var faults = new SshFaults(ssh);
        var last = stderr.strip().lines().reduce((a, b) -> b).orElse("ssh said nothing");
        if (stderr.contains("IDENTIFICATION HAS CHANGED")) {
            var where = OFFENDING.matcher(stderr);
            return faults.changedHostKey("another one", where.find() ? where.group(1) : "in known_hosts", null);
        } else if (stderr.contains("Host key verification failed")) {
            return faults.unknownHostKey(lineWith(stderr, "host key is known"), null);
        } else if (stderr.contains("Permission denied")) {
            return faults.notAuthenticated(last, null);
        } else if (stderr.contains("Could not resolve hostname")) {
            return faults.noSuchHost(null);
        } else if (stderr.contains("Connection refused")) {
            return faults.refused(null);
        } else if (stderr.contains("timed out")) {
            return faults.timedOut(null);
        }
        return faults.other(last, null);
    }

    private static String lineWith(String stderr, String words) {
        return stderr.lines().filter(line -> line.contains(words)).findFirst().orElse("ssh refused it");
    }

    @Override
    public void close() {}
}
