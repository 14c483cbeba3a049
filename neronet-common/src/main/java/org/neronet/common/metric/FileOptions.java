package org.neronet.common.metric;

import java.util.Optional;

/**
 * What is known of a file beside its bytes.
 *
 * @param path as seen from the working folder, with {@code /}
 * @param step the name of the column or key that is the x axis, when the user says so
 * @param delimiter what parts the cells, when the user says so
 */
public record FileOptions(String path, Optional<String> step, Optional<Character> delimiter) {
    /** All by itself. */
    public static FileOptions of(String path) {
        return new FileOptions(path, Optional.empty(), Optional.empty());
    }

    /** The last name of the path. */
    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
