package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;

/** The readers of files that are installed, in order of preference. */
public final class FileReaders {
    private static final List<FileMetricReader> INSTALLED = OutputReader.installed().stream()
            .filter(FileMetricReader.class::isInstance)
            .map(FileMetricReader.class::cast)
            .toList();

    private FileReaders() {}

    /** All of them. */
    public static List<FileMetricReader> installed() {
        return INSTALLED;
    }

    /** The first one that takes the file for its own. */
    public static Optional<FileMetricReader> of(String path, byte[] head) {
        return INSTALLED.stream().filter(reader -> reader.reads(path, head)).findFirst();
    }

    /** The one of that name. */
    public static Optional<FileMetricReader> named(String name) {
        return INSTALLED.stream().filter(reader -> reader.name().equals(name)).findFirst();
    }
}
