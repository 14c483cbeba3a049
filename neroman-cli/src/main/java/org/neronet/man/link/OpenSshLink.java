package org.neronet.man.link;

import java.time.Duration;
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

    /** @param terminal whether there is one on which {@code ssh} may ask */
    OpenSshLink(SshCommand ssh, boolean terminal) {
        this.ssh = ssh;
        this.terminal = terminal;
    }

    @Override
    public RemoteProcess exec(String command) {
        return ChildProcess.start(argv(command));
    }

    List<String> argv(String command) {
        var words = ssh.words(List.of(
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
        words.add(command);
        return words;
    }

    @Override
    public String describe() {
        return ssh.address() + " (openssh)";
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
