package org.neronet.mum.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.neronet.common.disk.IgnorePatterns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The regular files below an attempt's working folder, links left aside.
 *
 * @param leftOut what is not looked at either; a folder among it is not entered
 */
record WorkFolder(Path root, IgnorePatterns leftOut) {
    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);
    private static final int MAX_FILES = 100_000;

    /** A file that was there a moment ago. */
    record Found(Path file, Path relative, long size) {}

    /** In order of their paths; at most 100,000. */
    List<Found> files() throws IOException {
        var found = new ArrayList<Found>();
        if (Files.isDirectory(root)) {
            Files.walkFileTree(root, new Collector(found));
        }
        found.sort(Comparator.comparing(file -> file.relative().toString()));
        return found;
    }

    private final class Collector extends SimpleFileVisitor<Path> {
        private final List<Found> found;

        Collector(List<Found> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped = !folder.equals(root) && isLeftOut(root.relativize(folder), true);
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        private boolean isLeftOut(Path relative, boolean isFolder) {
            return leftOut.excludes(relative.toString(), () -> isFolder);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            var relative = root.relativize(file);
            if (attributes.isRegularFile() && !isLeftOut(relative, false)) {
                found.add(new Found(file, relative, attributes.size()));
            }
            return found.size() < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            LOG.info("{} cannot be read and is no result: {}", file, e.getMessage());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
