package org.neronet.man.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.neronet.man.config.NeronetHome;

/** Where everything of a home is. */
final class HomePlaces {
    private static final String OLD_HISTORIES = "history-*.db";

    private final NeronetHome home;

    HomePlaces(NeronetHome home) {
        this.home = home;
    }

    /** The home first, then what is in it, whether it exists or not. */
    List<HomePlace> all() {
        var places = new ArrayList<>(List.of(
                place("home", home.root()),
                place("preferences", home.preferences()),
                place("clusters", home.clusters()),
                place("history", home.historyDatabase())));
        oldHistories().forEach(file -> places.add(place("older history", file)));
        places.addAll(List.of(
                place("identity", home.root().resolve("home_id")),
                place("log", home.log()),
                place("cache", home.cache()),
                place("programs of 'local'", home.root().resolve("lib")),
                place("daemon of 'local'", home.root().resolve("mum")),
                place("work of 'local'", home.root().resolve("work"))));
        return places;
    }

    private List<Path> oldHistories() {
        if (!Files.isDirectory(home.root())) {
            return List.of();
        }
        try (var found = Files.newDirectoryStream(home.root(), OLD_HISTORIES)) {
            var files = new ArrayList<Path>();
            found.forEach(files::add);
            return files.stream().sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + home.root(), e);
        }
    }

    private static HomePlace place(String what, Path path) {
        return new HomePlace(what, path, Files.exists(path, LinkOption.NOFOLLOW_LINKS), size(path));
    }

    /** Bytes of a file, or of all files in a folder that can be seen. */
    static long size(Path path) {
        var bytes = new AtomicLong();
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes.addAndGet(attributes.size());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot walk " + path, e);
        }
        return bytes.get();
    }
}
