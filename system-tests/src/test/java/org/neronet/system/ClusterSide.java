package org.neronet.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The account's {@code ~/.neronet}: put aside while a test class uses the place, put back after it. */
record ClusterSide(Account account) {
    Path root() {
        return account.home().resolve(".neronet");
    }

    /** Where what was there before waits. */
    private Path aside() {
        return account.home().resolve(".neronet.aside");
    }

    /** Tells what an interrupted test run left behind from what is the user's. */
    private Path mark() {
        return account.home().resolve(".neronet.system-tests");
    }

    void prepare() {
        try {
            if (Files.exists(mark())) {
                clear();
            } else if (Files.exists(root())) {
                Files.move(root(), aside());
            }
            Files.writeString(mark(), "~/.neronet belongs to a run of the system tests\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void restore() {
        try {
            clear();
            if (Files.exists(aside())) {
                Files.move(aside(), root());
            }
            Files.deleteIfExists(mark());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void clear() {
        new Processes(List.of(root())).all().forEach(Processes.Seen::kill);
        Stage.delete(root());
    }
}
