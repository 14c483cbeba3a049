package org.neronet.man.link;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.process.CommandRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resolves addresses by {@code ssh -G}, or by the usual defaults where there is no OpenSSH. */
final class SshConfigs {
    private static final Logger LOG = LoggerFactory.getLogger(SshConfigs.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final List<String> KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final CommandRunner runner;
    private final Map<String, String> environment;
    private final Path home;

    SshConfigs(CommandRunner runner, Map<String, String> environment, Path home) {
        this.runner = runner;
        this.environment = environment;
        this.home = home;
    }

    /** @throws NeronetException (connection) when OpenSSH finds a fault in the user's configuration */
    SshConfig resolve(SshCommand ssh) {
        try {
            var result = runner.run(ssh.words(List.of("-G")), LIMIT);
            if (!result.succeeded()) {
                throw fault(ssh, result.timedOut() ? "it takes too long" : result.complaint(), null);
            }
            return new SshConfigReader(result.out(), environment, home).read();
        } catch (IOException e) {
            LOG.info("no OpenSSH here ({}), so its configuration is not read", e.getMessage());
            return defaults(ssh.address());
        } catch (IllegalArgumentException e) {
            throw fault(ssh, e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NeronetException(ExitCode.INTERRUPTED, "interrupted", null, e);
        }
    }

    private SshConfig defaults(LoginAddress address) {
        var folder = home.resolve(".ssh");
        return new SshConfig(
                address.host(),
                address.port().orElse(22),
                address.user().orElse(environment.getOrDefault("USER", System.getProperty("user.name"))),
                KEYS.stream().map(folder::resolve).toList(),
                false,
                Optional.ofNullable(environment.get("SSH_AUTH_SOCK"))
                        .filter(s -> !s.isBlank())
                        .map(Path::of),
                Stream.of(
                                folder.resolve("known_hosts"),
                                folder.resolve("known_hosts2"),
                                Path.of("/etc/ssh/ssh_known_hosts"))
                        .toList(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private static NeronetException fault(SshCommand ssh, String what, Exception cause) {
        return new NeronetException(
                ExitCode.CONNECTION,
                "ssh -G cannot resolve " + ssh.address() + ": " + what,
                "by hand: " + String.join(" ", ssh.words(List.of("-G"))),
                cause);
    }
}
