package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.experiment.Resources;

/**
 * What one job has of this host, noted in {@code batch/<token>/pids/<line>.share} before the job starts, so that no later
 * mum gives it to another.
 *
 * @param memoryBytes 0 where the experiment states none
 * @param gpus their names in {@code CUDA_VISIBLE_DEVICES}
 */
record Share(int cpus, long memoryBytes, List<String> gpus) {
    static final String SUFFIX = ".share";

    Share {
        gpus = List.copyOf(gpus);
    }

    static Share of(Resources wish, List<String> gpus) {
        return new Share(wish.cpus(), wish.memoryBytes().orElse(0L), gpus);
    }

    static Path file(Path batch, int line) {
        return Spawned.folder(batch).resolve(line + SUFFIX);
    }

    /** Empty for a job of an older mum, which noted none. */
    static Optional<Share> read(Path batch, int line) throws IOException {
        try {
            return parse(Files.readString(file(batch, line)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static Optional<Share> parse(String text) {
        var words = text.strip().split(" ", 3);
        if (words.length < 2 || !words[0].matches("\\d{1,9}") || !words[1].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        var gpus = words.length < 3 ? List.<String>of() : Arrays.asList(words[2].split(","));
        return Optional.of(new Share(Integer.parseInt(words[0]), Long.parseLong(words[1]), gpus));
    }

    void write(Path batch, int line) throws IOException {
        AtomicFile.place(file(batch, line), (cpus + " " + memoryBytes + " " + String.join(",", gpus)).strip() + "\n");
    }
}
