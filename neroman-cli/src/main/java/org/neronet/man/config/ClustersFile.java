package org.neronet.man.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** Reads {@code clusters.yaml}, and edits it so that the user's comments and other entries stay as they are. */
public final class ClustersFile {
    private static final String HEADER = "# Places to run experiments; 'local' (this machine) is always there.\n";

    private final UserFile file;
    private final Map<String, String> environment;

    public ClustersFile(Path file) {
        this(file, Map.of());
    }

    /** @param environment whose {@code NERONET_DEFAULT_CLUSTER} comes before what the file says */
    public ClustersFile(Path file, Map<String, String> environment) {
        this.file = new UserFile(file);
        this.environment = environment;
    }

    /**
     * The clusters; without a file only {@code local}.
     *
     * @throws NeronetException (usage) that holds all faults of the file
     */
    public Clusters read() {
        var read = ClustersReader.read(file.source(""));
        var inEnvironment = EnvironmentSettings.value("default_cluster", environment);
        return new Clusters(inEnvironment.or(read::defaultCluster), read.byName(), read.groups());
    }

    /**
     * Adds a cluster; the file is made when there is none.
     *
     * @throws NeronetException (usage) for a bad name or address, (refused) for a name that is there already
     */
    public void add(Cluster cluster) {
        check(cluster);
        var before = read();
        if (before.byName().containsKey(cluster.name())) {
            throw new NeronetException(
                    ExitCode.REFUSED,
                    "cluster '" + cluster.name() + "' is in " + file.path() + " already",
                    "neroman cluster remove " + cluster.name() + ", or edit the file");
        }
        if (before.groups().containsKey(cluster.name())) {
            throw new NeronetException(
                    ExitCode.REFUSED,
                    "'" + cluster.name() + "' is a group in " + file.path() + " already",
                    "choose another name, or edit the file");
        }
        var expected = new LinkedHashMap<>(before.byName());
        expected.put(cluster.name(), cluster);
        replace(new ClustersEdit(file.source(HEADER)).add(cluster), expected);
    }

    /** @throws NeronetException (usage) for a bad name or address */
    static void check(Cluster cluster) {
        var name = cluster.name();
        if (cluster.isLocal()) {
            throw new NeronetException(
                    ExitCode.USAGE, "'local' is always there", "neroman cluster add NAME ADDRESS, with another name");
        }
        ClusterReader.nameFault(name).ifPresent(fault -> {
            throw new NeronetException(ExitCode.USAGE, fault, "choose another name");
        });
        cluster.sshAddress().flatMap(SshAddress::fault).ifPresent(fault -> {
            throw new NeronetException(
                    ExitCode.USAGE, fault, "give [user@]host or an alias of ~/.ssh/config as the address");
        });
    }

    /**
     * Removes a cluster, also from {@code default_cluster}.
     *
     * @throws NeronetException (not found) when there is none of that name, (usage) for {@code local}
     */
    public void remove(String name) {
        var before = read();
        before.get(name);
        var source = file.source("");
        var inFile = source.root()
                .flatMap(root -> root.entry("clusters"))
                .filter(entry -> entry.value() instanceof YamlValue.Mapping mapping
                        && mapping.entry(name).isPresent());
        if (inFile.isEmpty()) {
            throw new NeronetException(
                    ExitCode.USAGE, "'" + name + "' is this machine and cannot be removed", "neroman cluster list");
        }
        refuseMember(name, before);
        var expected = new LinkedHashMap<>(before.byName());
        expected.remove(name);
        replace(new ClustersEdit(source).remove(name), expected);
    }

    /** A group whose member is gone would be a fault of the whole file. */
    private void refuseMember(String name, Clusters clusters) {
        var groups = clusters.groups().entrySet().stream()
                .filter(group -> group.getValue().contains(name))
                .map(Map.Entry::getKey)
                .toList();
        if (!groups.isEmpty()) {
            throw new NeronetException(
                    ExitCode.REFUSED,
                    "cluster '" + name + "' is in the group " + String.join(", ", groups),
                    "take it out of 'groups:' in " + file.path() + " first");
        }
    }

    /** Writes only what reads back as intended: an unusual layout is the user's to edit. */
    private void replace(String text, Map<String, Cluster> expected) {
        if (!reads(text, new Clusters(Optional.empty(), expected).byName())) {
            throw new NeronetException(
                    ExitCode.FAILURE,
                    "cannot change " + file.path() + " without harm to the rest of it",
                    "edit it by hand; see 'neroman cluster list'");
        }
        file.replace(text);
    }

    private boolean reads(String text, Map<String, Cluster> expected) {
        try {
            return ClustersReader.read(YamlSource.of(file.path().toString(), text))
                    .byName()
                    .equals(expected);
        } catch (NeronetException e) {
            return false; // Such text is not written, which is what the caller asks.
        }
    }
}
