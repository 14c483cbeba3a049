package org.neronet.man.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** Where the user's own Neronet files are, and the identity of that place. */
public record NeronetHome(Path root) {
    private static final DateTimeFormatter OLD =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    public NeronetHome {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * {@code $NERONET_HOME}, else {@code .neronet} in the user's home.
     *
     * @param environment the process's variables
     */
    public static NeronetHome of(Map<String, String> environment, Path userHome) {
        var named = environment.getOrDefault("NERONET_HOME", "");
        return new NeronetHome(named.isBlank() ? userHome.resolve(".neronet") : Path.of(named));
    }

    public Path preferences() {
        return root.resolve("preferences.yaml");
    }

    public Path clusters() {
        return root.resolve("clusters.yaml");
    }

    public Path historyDatabase() {
        return root.resolve("history.db");
    }

    /** Where a history is kept that was put aside then; the name has that time, in UTC. */
    public Path oldHistory(Instant at) {
        return root.resolve("history-" + OLD.format(at) + ".db");
    }

    public Path log() {
        return root.resolve("log");
    }

    public Path cache() {
        return root.resolve("cache");
    }

    /**
     * Makes what is missing of the home and its folders.
     *
     * @throws NeronetException (refused) when the home is foreign or others may write there
     */
    public NeronetHome ensure() {
        try {
            PrivateFolder.ensure(root);
            PrivateFolder.ensure(log());
            PrivateFolder.ensure(cache());
            return this;
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.FAILURE,
                    "cannot make the folder " + root + ": " + IoReason.of(e),
                    "check its permissions, or set NERONET_HOME to a folder of yours",
                    e);
        }
    }

    /** The 128-bit random id of this home as 32 hexadecimal digits, made at first use and the same ever after. */
    public String homeId() {
        var file = root.resolve("home_id");
        try {
            if (!Files.exists(file)) {
                ensure();
                makeHomeId(file);
            }
            return checked(file, Files.readString(file).strip());
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.FAILURE,
                    "cannot read or make " + file + ": " + IoReason.of(e),
                    "check its permissions",
                    e);
        }
    }

    /** A link to a whole file is made or is there already, so that two processes at once agree on one id. */
    private static void makeHomeId(Path file) throws IOException {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        var mine = file.resolveSibling(".home_id." + UUID.randomUUID());
        AtomicFile.write(mine, HexFormat.of().formatHex(bytes) + "\n");
        try {
            Files.createLink(file, mine);
            AtomicFile.syncFolder(file.getParent());
        } catch (FileAlreadyExistsException e) {
            // Another process was faster; its id is the home's, and the caller reads it.
            return;
        } finally {
            Files.deleteIfExists(mine);
        }
    }

    private static String checked(Path file, String id) {
        if (!id.matches("[0-9a-f]{32}")) {
            throw new NeronetException(
                    ExitCode.FAILURE,
                    file + " is damaged: it must hold 32 hexadecimal digits",
                    "bring it back from a backup; without it the cluster's experiments are not known as yours");
        }
        return id;
    }
}
