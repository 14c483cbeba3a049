package org.neronet.man.spec;

import java.util.List;
import java.util.Optional;

/**
 * Which files of its folder an experiment is sent with.
 *
 * @param required relative paths and patterns of files and folders; empty means the whole folder
 * @param exclude patterns, as in {@link IgnoreFile}, of files and folders that are left out; what {@code required} names
 *     exactly is sent all the same
 * @param mainFile sent always
 */
public record Code(List<String> required, List<String> exclude, Optional<String> mainFile) {
    public Code {
        required = List.copyOf(required);
        exclude = List.copyOf(exclude);
    }
}
