package org.neronet.man.link;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.process.CommandRunner;
import org.neronet.man.config.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses and opens the link that leads to a cluster. */
public final class Links {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    private final SshConfigs configs;
    private final Map<String, String> environment;
    private final Optional<SecretPrompt> prompt;

    /**
     * @param environment where {@code SSH_AUTH_SOCK} and {@code NERONET_SSH_CONFIG} are looked up
     * @param userHome the folder that {@code ~} stands for
     * @param prompt the terminal, if there is one
     */
    public Links(CommandRunner runner, Map<String, String> environment, Path userHome, Optional<SecretPrompt> prompt) {
        this.configs = new SshConfigs(runner, environment, userHome);
        this.environment = Map.copyOf(environment);
        this.prompt = prompt;
    }

    /**
     * Opens the link of a cluster: no {@code ssh_address} is this machine, {@code transport} says who speaks SSH.
     *
     * @throws NeronetException (connection) with what to type next; never tried again by itself
     */
    public Link open(Cluster cluster) {
        if (cluster.sshAddress().isEmpty()) {
            return new LocalLink(host -> open(cluster, host));
        }
        return open(cluster, cluster.sshAddress().get());
    }

    private Link open(Cluster cluster, String address) {
        var ssh = SshCommand.of(LoginAddress.parse(address), environment);
        var transport = cluster.transport().orElse("auto");
        return switch (transport) {
            case "mina" -> MinaLink.open(MinaPath.resolve(ssh, configs), prompt);
            case "openssh" -> new OpenSshLink(ssh, prompt.isPresent(), configs);
            case "auto" -> auto(ssh);
            default ->
                throw new NeronetException(
                        ExitCode.USAGE,
                        "unknown transport '" + transport + "' of cluster " + cluster.name(),
                        "write transport: mina, openssh or auto in clusters.yaml");
        };
    }

    private Link auto(SshCommand ssh) {
        var path = MinaPath.resolve(ssh, configs);
        var lacking = path.lacking();
        if (lacking.isEmpty()) {
            return MinaLink.open(path, prompt);
        }
        LOG.info("taking OpenSSH: {}", lacking.get().getMessage());
        return new OpenSshLink(ssh, prompt.isPresent(), configs);
    }
}
