package org.neronet.man.submit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.neronet.common.disk.IgnorePatterns;
import org.neronet.man.spec.IgnoreFile;

/**
 * What of an experiment folder is not sent unless it is named.
 *
 * @param patterns of {@code .neronetignore} and of {@code exclude}
 */
record LeftOut(Path folder, IgnorePatterns patterns) {
    private static final Set<String> ALWAYS = Set.of("results", IgnoreFile.NAME);

    /** Whether a file or folder, given relative to the experiment folder, is left out for its own sake. */
    boolean test(Path relative) {
        var name = slashed(relative);
        return ALWAYS.contains(name)
                || isGit(relative)
                || patterns.excludes(name, () -> Files.isDirectory(folder.resolve(relative)));
    }

    static boolean isGit(Path relative) {
        return relative.getFileName().toString().equals(".git");
    }

    static String slashed(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }
}
