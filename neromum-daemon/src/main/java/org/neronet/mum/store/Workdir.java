package org.neronet.mum.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** The folder on the cluster below which attempts live: {@code workdir:} of clusters.yaml. */
public record Workdir(Path root) {
    /** Room that must be left on a disk before mum takes more work, bytes. */
    public static final long RESERVE = 16L << 20;

    /**
     * Expands {@code ~}, {@code $HOME} and {@code $USER} in the user's words; without any it is {@code root/work}.
     *
     * @throws NeronetException (usage) when that gives no absolute path
     */
    public static Workdir of(Optional<String> said, Path root, Map<String, String> environment) {
        if (said.isEmpty()) {
            return new Workdir(root.resolve("work"));
        }
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        var user = environment.getOrDefault("USER", System.getProperty("user.name"));
        var text = said.get().replaceFirst("^~(?=/|$)", "\\$HOME");
        text = text.replace("${HOME}", home).replaceAll("\\$HOME\\b", java.util.regex.Matcher.quoteReplacement(home));
        text = text.replace("${USER}", user).replaceAll("\\$USER\\b", java.util.regex.Matcher.quoteReplacement(user));
        if (!text.startsWith("/") || text.indexOf('$') >= 0 || text.indexOf('\0') >= 0) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "workdir '" + said.get() + "' is not an absolute path",
                    "give one such as /scratch/work/$USER/neronet; ~, $HOME and $USER are expanded");
        }
        return new Workdir(Path.of(text).normalize());
    }

    /** Where an attempt that mum keeps has its things. */
    public static Workdir of(Attempt attempt) {
        return new Workdir(Path.of(attempt.folderPath()).getParent().getParent());
    }

    public Path attempt(AttemptKey key) {
        return root.resolve("attempts").resolve(key.folderName());
    }

    public Path batch(String token) {
        return root.resolve("batch").resolve(token);
    }

    public Blobs blobs() {
        return new Blobs(root.resolve("blobs"));
    }

    /** Makes the folder, 0700 if it is new. */
    public void ensure() throws IOException {
        PrivateFolder.ensure(root);
    }

    /**
     * Checks that a folder's disk can take so many bytes and keep {@link #RESERVE}.
     *
     * @throws NeronetException (failure) when it cannot
     */
    public static void needRoom(Path folder, long bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free - bytes < RESERVE) {
            throw new NeronetException(
                    ExitCode.FAILURE,
                    "the disk of " + folder + " has only " + (free >> 20) + " MiB left, and " + (RESERVE >> 20)
                            + " MiB must stay free",
                    "free some space there, or set another workdir: in clusters.yaml");
        }
    }
}
