package org.neronet.man.provenance;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.CommandRunner;

/** Finds out where a definition comes from; asks about each folder once. */
public final class ProvenanceReader {
    private static final List<String> VARIABLES = List.of("VIRTUAL_ENV", "CONDA_DEFAULT_ENV", "CONDA_PREFIX", "LANG");

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private final GitReader git;
    private final Map<String, String> environment;
    private final String version;
    private final Map<Path, Provenance> known = new HashMap<>();

    /** @param version neroman's own */
    public ProvenanceReader(CommandRunner runner, Map<String, String> environment, String version) {
        this.git = new GitReader(runner);
        this.environment = Map.copyOf(environment);
        this.version = version;
    }

    /** Of what is defined in, or submitted from, that experiment folder now. */
    public synchronized Provenance of(Path folder) {
        return known.computeIfAbsent(folder, this::read);
    }

    private Provenance read(Path folder) {
        return new Provenance(System.getProperty("user.name"), host(), gitState(folder), facts());
    }

    private Optional<GitState> gitState(Path folder) {
        try {
            return git.read(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private JsonObject facts() {
        var facts = JsonObject.of("neroman", version)
                .with("java", System.getProperty("java.version"))
                .with(
                        "system",
                        "%s %s %s"
                                .formatted(
                                        System.getProperty("os.name"),
                                        System.getProperty("os.version"),
                                        System.getProperty("os.arch")));
        for (var name : VARIABLES) {
            if (environment.containsKey(name)) {
                facts = facts.with(name, environment.get(name));
            }
        }
        return facts;
    }

    /** Looking the own name up can take seconds without a network, so the kernel is asked where it tells. */
    private static String host() {
        try {
            return Files.exists(HOST_NAME)
                    ? Files.readString(HOST_NAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "unknown"; // A machine without a name of its own is allowed to exist.
        }
    }
}
