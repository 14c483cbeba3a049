package org.neronet.kid.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.neronet.common.process.ProcessIdentity;
import org.neronet.kid.report.SmallFile;

/**
 * All attempts that are listed in a folder, one file each with the path of the attempt's folder. Takes up what is
 * added, drops what is taken away, crosses off what is done, and is over after a while without any. Owned by the loop's
 * thread.
 */
final class Roster implements Duty {
    private static final Duration LISTING = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final RosterClaim claim;
    private final Surroundings around;
    private final Map<String, AttemptWatch> watches = new HashMap<>();
    private final Set<String> complained = new HashSet<>();
    private Instant listed = Instant.MIN;
    private Instant lastSeen;
    private boolean over;

    Roster(Path folder, ProcessIdentity self, Surroundings around) {
        this.folder = folder;
        this.around = around;
        claim = new RosterClaim(folder, self);
        lastSeen = around.time().instant();
    }

    /** Whether this process may watch; false when another one does. */
    boolean take() throws IOException {
        return claim.take();
    }

    @Override
    public boolean tick() {
        var now = around.time().instant();
        if (now.isAfter(listed.plus(LISTING)) || now.isBefore(listed)) {
            listed = now;
            list(now);
        }
        boolean more = false;
        for (var watch : watches.values()) {
            more |= watch.tick();
        }
        watches.entrySet().removeIf(entry -> entry.getValue().isOver() && isCrossedOff(entry));
        return more;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    int size() {
        return watches.size();
    }

    private void list(Instant now) {
        try {
            var names = names();
            watches.entrySet().removeIf(entry -> !names.contains(entry.getKey()) && isClosed(entry));
            complained.retainAll(names);
            names.stream().filter(name -> !watches.containsKey(name)).forEach(this::take);
            if (!watches.isEmpty() || now.isBefore(lastSeen)) {
                lastSeen = now;
            }
            over = !claim.isHeld() || now.isAfter(lastSeen.plus(PATIENCE)) && isLeft();
        } catch (IOException e) {
            complain("", "the roster cannot be read: " + e);
            over = !Files.isDirectory(folder);
        }
    }

    /** Gives the claim back before the last look, so that whoever adds a file now sees that nobody is there. */
    private boolean isLeft() throws IOException {
        claim.release();
        return complained.containsAll(names()) || !claim.take();
    }

    private Set<String> names() throws IOException {
        var names = new HashSet<String>();
        try (var files = Files.newDirectoryStream(
                folder, file -> !file.getFileName().toString().startsWith("."))) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    private void take(String name) {
        try {
            var text = SmallFile.read(folder.resolve(name)).map(String::strip).orElse("");
            var attempt = Path.of(text);
            if (!attempt.isAbsolute()) {
                throw new IOException("it does not hold the path of a folder");
            }
            if (Files.exists(attempt)) {
                watches.put(name, AttemptWatch.open(attempt, around));
            } else {
                Files.deleteIfExists(folder.resolve(name));
            }
        } catch (IOException | RuntimeException e) {
            complain(name, "cannot watch " + name + " yet: " + e.getMessage());
        }
    }

    private boolean isCrossedOff(Map.Entry<String, AttemptWatch> entry) {
        try {
            Files.deleteIfExists(folder.resolve(entry.getKey()));
        } catch (IOException e) {
            complain(entry.getKey(), "cannot be taken off the roster: " + e);
            return false;
        }
        return isClosed(entry);
    }

    private boolean isClosed(Map.Entry<String, AttemptWatch> entry) {
        try {
            entry.getValue().close();
        } catch (IOException e) {
            complain(entry.getKey(), entry.getKey() + " was not closed well: " + e);
        }
        return true;
    }

    private void complain(String name, String text) {
        if (complained.add(name)) {
            around.log().accept(text);
        }
    }

    @Override
    public void close() throws IOException {
        watches.entrySet().forEach(this::isClosed);
        watches.clear();
        if (Files.isDirectory(folder)) {
            claim.release();
        }
    }
}
