package org.neronet.common.follow;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * The files in an attempt's working folder that are new or changed since its program's start: at most 6 folders deep, at
 * most 20,000 names looked at, no links followed, no hidden folders entered.
 */
final class WorkFolder {
    private static final int DEPTH = 6;
    private static final int MAX_LOOKED_AT = 20_000;

    private final Path root;
    private final Predicate<String> wanted;

    WorkFolder(Path root, Predicate<String> wanted) {
        this.root = root;
        this.wanted = wanted;
    }

    /**
     * A file that was found.
     *
     * @param name its path, seen from the working folder, with {@code /}
     */
    record Item(String name, Path path, FileTime modified) {}

    /** The wanted files, the oldest first. */
    List<Item> changedSince(FileTime start) throws IOException {
        var found = new ArrayList<Item>();
        if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(
                    root, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEPTH, new Visitor(start, found));
        }
        found.sort(Comparator.comparing(Item::modified).thenComparing(Item::name));
        return found;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final FileTime start;
        private final List<Item> found;
        private int looked;

        Visitor(FileTime start, List<Item> found) {
            this.start = start;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden =
                    !folder.equals(root) && folder.getFileName().toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : next();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            var name = root.relativize(file).toString();
            if (attributes.isRegularFile()
                    && attributes.lastModifiedTime().compareTo(start) >= 0
                    && wanted.test(name)) {
                found.add(new Item(name, file, attributes.lastModifiedTime()));
            }
            return next();
        }

        /** What vanished meanwhile, or may not be read, is no reason to see nothing else. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return next();
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException e) {
            return next();
        }

        private FileVisitResult next() {
            return ++looked > MAX_LOOKED_AT ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
