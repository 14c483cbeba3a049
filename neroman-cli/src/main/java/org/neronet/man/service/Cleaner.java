package org.neronet.man.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Clusters;
import org.neronet.man.config.IoReason;
import org.neronet.man.config.NeronetHome;

/** Finds and removes what is left in the home and comes again when it is needed; everything else is left alone. */
final class Cleaner {
    /** What is younger may be somebody's right now. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private static final long LARGE_LOG = 1_000_000;
    private static final String TEMPORARY = "\\..+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final NeronetHome home;
    private final Supplier<Clusters> clusters;
    private final InstantSource clock;

    Cleaner(NeronetHome home, Supplier<Clusters> clusters, InstantSource clock) {
        this.home = home;
        this.clusters = clusters;
        this.clock = clock;
    }

    List<Leftover> leftovers() {
        var found = new ArrayList<Leftover>();
        var lastSeen = LastSeen.names(clusters.get().byName().keySet());
        for (var path : list(home.cache())) {
            ofCache(path, lastSeen, found);
        }
        for (var path : list(home.root())) {
            if (path.getFileName().toString().matches(TEMPORARY) && isOld(path)) {
                found.add(leftover(path, "left by a write that was interrupted"));
            }
        }
        for (var path : list(home.log())) {
            ofLog(path, found);
        }
        return found;
    }

    private void ofCache(Path path, Set<String> lastSeen, List<Leftover> found) {
        var name = path.getFileName().toString();
        if (path.equals(LocalLogs.folder(home.cache()))) {
            found.add(leftover(path, "copies of output; logs asks the cluster again"));
        } else if (LastSeen.isOne(name)) {
            if (!lastSeen.contains(name)) {
                found.add(leftover(path, "about a cluster that is not known any more"));
            }
        } else if (isOld(path)) {
            found.add(leftover(path, "made again when needed"));
        }
    }

    private void ofLog(Path path, List<Leftover> found) {
        var name = path.getFileName().toString();
        if (name.matches("neroman\\.log\\.\\d+")) {
            found.add(leftover(path, "old log"));
        } else if (name.equals("neroman.log") && FileTree.size(path) > LARGE_LOG) {
            found.add(new Leftover(path, "log; will be emptied", FileTree.size(path), true));
        }
    }

    private static Leftover leftover(Path path, String what) {
        return new Leftover(path, what, FileTree.size(path), false);
    }

    private static List<Path> list(Path folder) {
        try (var paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of(); // Swept away, as folders of the home may be.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private boolean isOld(Path path) {
        try {
            var changed =
                    Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
            return changed.isBefore(clock.instant().minus(YOUNG));
        } catch (NoSuchFileException e) {
            return false; // Its owner removed it meanwhile.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + path, e);
        }
    }

    void remove(List<Leftover> leftovers) {
        for (var each : leftovers) {
            try {
                if (each.isEmptied()) {
                    FileChannel.open(each.path(), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                            .close();
                } else {
                    FileTree.remove(each.path());
                }
            } catch (IOException e) {
                throw new NeronetException(
                        ExitCode.FAILURE,
                        "cannot remove " + each.path() + ": " + IoReason.of(e),
                        "check its permissions, then: neroman clean",
                        e);
            }
        }
    }
}
