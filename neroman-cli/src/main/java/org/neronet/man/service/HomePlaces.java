package org.neronet.man.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        return new HomePlace(what, path, Files.exists(path, LinkOption.NOFOLLOW_LINKS), FileTree.size(path));
    }
}
