package org.neronet.mum.nursery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.process.ProcessIdentity;
import org.neronet.mum.dispatch.SmallFile;
import org.neronet.mum.store.Attempt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kid for all slots of a direct node: what has lived 0.3 s is put on the roster, and a kid is started whenever the
 * roster is not empty and none lives; after three starts within a minute it waits longer each time.
 */
public final class RosterKeeper implements KidKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(RosterKeeper.class);
    private static final Duration WORTH_WATCHING = Duration.ofMillis(300);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int FREE_STARTS = 3;

    private final Path roster;
    private final Starter starter;
    private final InstantSource time;
    private final Deque<Instant> starts = new ArrayDeque<>();

    /** @param roster the folder whose files name the attempts' folders */
    public RosterKeeper(Path roster, Starter starter, InstantSource time) {
        this.roster = roster;
        this.starter = starter;
        this.time = time;
    }

    @Override
    public void keep(List<Attempt> running) throws IOException {
        PrivateFolder.ensure(roster);
        var wanted = new HashSet<String>();
        for (var attempt : running) {
            if (isWorthWatching(attempt)) {
                wanted.add(attempt.key().folderName());
                enlist(attempt);
            }
        }
        strikeOff(wanted);
        if (!wanted.isEmpty() && !isKidAlive() && mayStart()) {
            starts.addLast(time.instant());
            starter.start(roster);
        }
    }

    private boolean isWorthWatching(Attempt attempt) {
        var started = attempt.status().startedAt().orElse(time.instant());
        return !time.instant().isBefore(started.plus(WORTH_WATCHING));
    }

    private void enlist(Attempt attempt) throws IOException {
        var entry = roster.resolve(attempt.key().folderName());
        if (!Files.exists(entry) && !Files.exists(attempt.folder().settled())) {
            AtomicFile.write(entry, attempt.folderPath() + "\n");
        }
    }

    private void strikeOff(Set<String> wanted) throws IOException {
        try (var entries = Files.list(roster)) {
            for (var entry : (Iterable<Path>) entries::iterator) {
                var name = entry.getFileName().toString();
                if (!name.startsWith(".") && !wanted.contains(name)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    private boolean isKidAlive() throws IOException {
        try {
            var words = SmallFile.read(roster.resolve(".pid")).trim().split(" ");
            return words.length == 2
                    && new ProcessIdentity(Long.parseLong(words[0]), Long.parseLong(words[1])).isAlive();
        } catch (NoSuchFileException | NumberFormatException e) {
            return false;
        }
    }

    private boolean mayStart() {
        var now = time.instant();
        while (!starts.isEmpty() && starts.peekFirst().isBefore(now.minus(MINUTE))) {
            starts.removeFirst();
        }
        int recent = starts.size();
        if (recent == 0) {
            return true;
        }
        // A JVM needs a moment before it has written its pid.
        long seconds = recent < FREE_STARTS ? 2 : 2L << Math.min(recent - FREE_STARTS + 1, 4);
        boolean may = !now.isBefore(starts.peekLast().plusSeconds(seconds));
        if (may && recent >= FREE_STARTS) {
            LOG.warn("the kid of this node ended {} times within a minute", recent);
        }
        return may;
    }

    /** Starts the node's kid, detached from mum. */
    @FunctionalInterface
    public interface Starter {
        void start(Path roster) throws IOException;
    }
}
