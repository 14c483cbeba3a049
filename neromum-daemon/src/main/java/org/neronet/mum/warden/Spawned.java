package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.process.ProcessIdentity;

/** The parent process of one line of a batch, noted in {@code batch/<token>/pids/<line>} so that a new mum knows it. */
record Spawned(ProcessIdentity parent, String boot) {
    /** Where the notes of a batch are. */
    static Path folder(Path batch) {
        return batch.resolve("pids");
    }

    static Optional<Spawned> read(Path batch, int line) throws IOException {
        try {
            return parse(Files.readString(folder(batch).resolve(Integer.toString(line))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static Optional<Spawned> parse(String text) {
        var words = text.strip().split(" ");
        return words.length == 3 && words[0].matches("\\d{1,18}") && words[1].matches("\\d{1,18}")
                ? Optional.of(
                        new Spawned(new ProcessIdentity(Long.parseLong(words[0]), Long.parseLong(words[1])), words[2]))
                : Optional.empty();
    }

    void write(Path batch, int line) throws IOException {
        AtomicFile.write(
                folder(batch).resolve(Integer.toString(line)),
                parent.pid() + " " + parent.startMillis() + " " + boot + "\n");
    }

    /** @param now the id of this boot: process numbers of another one, or of another host, mean nothing */
    boolean isAlive(String now) {
        return boot.equals(now) && parent.isAlive();
    }
}
