package org.neronet.man.history;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Remembers what files contain. */
public interface FileMemory {
    /** Remembers nothing. */
    FileMemory NONE = new FileMemory() {
        @Override
        public Optional<Known> of(Path file) {
            return Optional.empty();
        }

        @Override
        public void keep(Map<Path, Known> files) {
            // Nothing is remembered.
        }
    };

    /**
     * What a file contained.
     *
     * @param state how it looked then: its size, times and the like
     */
    record Known(String state, String sha256) {}

    Optional<Known> of(Path file);

    void keep(Map<Path, Known> files);
}
