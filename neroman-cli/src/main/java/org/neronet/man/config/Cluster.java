package org.neronet.man.config;

import java.util.List;
import java.util.Optional;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.CommandSettings;

/**
 * A place to run experiments, as {@code clusters.yaml} describes it.
 *
 * @param name what the user calls it
 * @param sshAddress {@code [user@]host} or an alias of the SSH configuration; empty means this machine
 * @param type {@code slurm}, {@code gridengine}, {@code command} or {@code direct}
 * @param transport {@code mina}, {@code openssh} or {@code auto}; empty means the default
 * @param java path of Java 17 or newer on the cluster, when it must not be searched for
 * @param settings what mum must know
 */
public record Cluster(
        String name,
        Optional<String> sshAddress,
        String type,
        Optional<String> transport,
        Optional<String> java,
        ClusterSettings settings) {
    /** The name of the cluster that is always there: this machine, without SSH. */
    public static final String LOCAL = "local";

    /** How it can be reached. */
    public static final List<String> TRANSPORTS = List.of("mina", "openssh", "auto");

    /** This machine with nothing else said. */
    public static Cluster local() {
        return of(LOCAL, Optional.empty(), "direct");
    }

    /** A cluster with nothing more said. */
    public static Cluster of(String name, Optional<String> sshAddress, String type) {
        return new Cluster(name, sshAddress, type, Optional.empty(), Optional.empty(), ClusterSettings.ofType(type));
    }

    /** The same with templates. */
    Cluster with(CommandSettings command) {
        return new Cluster(name, sshAddress, type, transport, java, settings.with(command));
    }

    public boolean isLocal() {
        return name.equals(LOCAL);
    }
}
