package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.neronet.common.batch.JobScript;
import org.neronet.common.batch.LimitWarning;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.disk.PrivateFolder;

/**
 * Writes the folder of a batch, from which each of its jobs learns what to run.
 *
 * @param lib the folder with {@code parent} and {@code nerokid.jar}
 * @param java the program that runs kids, empty where there is none and experiments run unwatched
 */
public record BatchLayout(Path lib, Optional<Path> java, boolean parentStartsKid) {
    private static final String NO_HARD_LINKS = "no-hardlinks";

    /**
     * Makes {@code batch.folder()}, complete when this returns; but for its map, that it is on disk is for the caller to see to.
     *
     * @param attempts the attempts' folders in line order
     */
    public void write(Batch batch, List<Path> attempts) throws IOException {
        var folder = batch.folder();
        PrivateFolder.ensure(folder);
        PrivateFolder.ensure(folder.resolve("marks"));
        AtomicFile.place(folder.resolve("lib"), line(lib));
        AtomicFile.place(folder.resolve("java"), java.isPresent() ? line(java.get()) : "\n");
        AtomicFile.place(folder.resolve("kid"), parentStartsKid ? "parent\n" : "mum\n");
        AtomicFile.place(
                folder.resolve(JobScript.FILE),
                JobScript.of(batch.packing()).getBytes(StandardCharsets.UTF_8),
                "rwx------");
        var warning = LimitWarning.of(batch.first());
        AtomicFile.place(
                folder.resolve("warning"), warning.map(LimitWarning::signal).orElse("") + "\n");
        var limit = TimeLimit.of(batch.first());
        if (limit.isPresent()) {
            limit.get().write(folder);
        }
        if (batch.packing().isPacked()) {
            PackFiles.write(batch);
        }
        var map = new StringBuilder();
        attempts.forEach(attempt -> map.append(line(attempt)));
        // By it a direct queue knows after a power failure what a job was about.
        AtomicFile.write(folder.resolve("map"), map.toString());
    }

    private static String line(Path path) {
        var text = path.toAbsolutePath().toString();
        if (text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a path with a line break cannot be used: " + text);
        }
        return text + "\n";
    }

    /**
     * Tries once whether the work folder's file system has hard links; where it has none, a file there tells parents
     * to make their claims in another way.
     */
    public static void probeHardLinks(Path workdir) throws IOException {
        var own = workdir.resolve(".probe-" + UUID.randomUUID());
        var link = workdir.resolve(own.getFileName() + "-link");
        AtomicFile.write(own, "");
        try {
            Files.createLink(link, own);
        } catch (IOException | UnsupportedOperationException e) {
            AtomicFile.write(workdir.resolve(NO_HARD_LINKS), "ln: " + e.getMessage() + "\n");
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(own);
        }
    }
}
