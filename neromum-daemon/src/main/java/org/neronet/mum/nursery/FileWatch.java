package org.neronet.mum.nursery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.process.ForwardTime;
import org.neronet.mum.dispatch.Settler;
import org.neronet.mum.dispatch.SmallFile;
import org.neronet.mum.dispatch.Starts;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.store.Workdir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the shared disk for what parents left: one listing of {@code marks/} per live batch and round tells of
 * starts and exits. Thread "mum-files". What has no kid for a while it reads itself.
 */
public final class FileWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final Duration KID_DELIVERS = Duration.ofSeconds(10);
    private static final Duration KIDLESS = Duration.ofSeconds(10);
    private static final Duration UNMARKED = Duration.ofMinutes(1);
    private static final long LEAVE_MILLIS = 5_000;
    /** Longest pause while nothing is live; news of the ledger end it. */
    private static final long IDLE_MILLIS = 10_000;

    private final Ledger ledger;
    private final Predicate<AttemptKey> reporting;
    private final Settler settler;
    private final OutputFiles outputs;
    private final KidKeeper keeper;
    private final Starts starts;
    private final InstantSource time;
    private final long roundMillis;
    private volatile boolean idle;
    private final Map<AttemptKey, Instant> exitSeen = new HashMap<>();
    private final Map<AttemptKey, Instant> kidless = new HashMap<>();
    private final Set<AttemptKey> told = new HashSet<>();
    private final Map<AttemptKey, Instant> looked = new HashMap<>();
    private final Semaphore news = new Semaphore(1);
    private final SilentKids silent;
    private final Thread thread = new Thread(this::run, "mum-files");

    /** @param roundMillis how often to look; 200 on one's own disk, 1000 on a shared one */
    public FileWatch(
            Ledger ledger,
            Predicate<AttemptKey> reporting,
            Settler settler,
            OutputFiles outputs,
            KidKeeper keeper,
            InstantSource time,
            long roundMillis) {
        this.ledger = ledger;
        this.reporting = reporting;
        this.settler = settler;
        this.outputs = outputs;
        this.keeper = keeper;
        this.starts = new Starts(ledger, time);
        this.time = new ForwardTime(time);
        this.silent = new SilentKids(ledger, this.time);
        this.roundMillis = roundMillis;
    }

    public void start() {
        ledger.onChange(() -> {
            if (idle) {
                wake();
            }
        });
        thread.start();
    }

    /** Looks now instead of at the end of the pause; on any thread. */
    public void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                round();
            } catch (IOException | RuntimeException e) {
                LOG.error("mum-files failed; looking again", e);
            }
            try {
                if (news.tryAcquire(idle ? IDLE_MILLIS : roundMillis, TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One look at everything. */
    void round() throws IOException {
        // Said first, so that what becomes live meanwhile ends the pause.
        idle = true;
        var live = ledger.live();
        idle = live.isEmpty();
        var marks = new HashMap<String, Set<String>>();
        for (var attempt : live) {
            if (attempt.batch().isPresent()) {
                look(attempt, marks.computeIfAbsent(attempt.batch().get(), token -> marks(attempt, token)));
            }
        }
        var keys = new HashSet<AttemptKey>();
        live.forEach(a -> keys.add(a.key()));
        List.of(exitSeen.keySet(), kidless.keySet(), looked.keySet(), told).forEach(known -> known.retainAll(keys));
        silent.keepOnly(keys);
        outputs.keepOnly(keys);
        keeper.keep(live.stream()
                .filter(a -> a.status().state() == AttemptState.RUNNING)
                .toList());
    }

    private void look(Attempt attempt, Set<String> marks) {
        try {
            boolean unmarked = isTimeToLookBesideMarks(attempt.key());
            if (attempt.status().state() != AttemptState.RUNNING
                    && (unmarked || marks.contains(attempt.line() + ".start"))) {
                read(attempt.folder().start(), file -> starts.seen(attempt.key(), file));
            }
            if (marks.contains(attempt.line() + ".exit")
                    || unmarked && Files.exists(attempt.folder().exit())) {
                exited(attempt);
            } else if (isKidless(attempt)) {
                outputs.readOn(attempt);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("cannot read the files of {}; trying again", attempt.key(), e);
        }
    }

    /** Marks may be missing where the disk was full, or stand in the batch of an earlier sending that arrived late. */
    private boolean isTimeToLookBesideMarks(AttemptKey key) {
        var now = time.instant();
        var last = looked.computeIfAbsent(key, k -> now);
        boolean due = !now.isBefore(last.plus(UNMARKED));
        if (due) {
            looked.put(key, now);
        }
        return due;
    }

    /** A kid that is there brings the exit itself, behind the last metrics; but not for ever. */
    private void exited(Attempt attempt) throws IOException {
        var key = attempt.key();
        var since = exitSeen.computeIfAbsent(key, k -> time.instant());
        boolean hasKid = reporting.test(key) || runsReaders(attempt);
        boolean wait = hasKid && time.instant().isBefore(since.plus(KID_DELIVERS));
        if (!wait && !told.contains(key)) {
            read(attempt.folder().exit(), file -> {
                told.add(key);
                settler.exited(key, file, false);
            });
        }
    }

    /** A kid that has just begun, and is not connected yet, may run the user's own readers, which nobody else does. */
    private static boolean runsReaders(Attempt attempt) throws IOException {
        try (var outputs = Files.newDirectoryStream(attempt.folder().root(), "command.*.out")) {
            return outputs.iterator().hasNext();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private boolean isKidless(Attempt attempt) {
        var key = attempt.key();
        if (attempt.status().state() != AttemptState.RUNNING || reporting.test(key)) {
            kidless.remove(key);
            silent.heard(attempt);
            return false;
        }
        var since = kidless.computeIfAbsent(key, k -> time.instant());
        silent.silent(attempt, since);
        return !time.instant().isBefore(since.plus(KIDLESS));
    }

    private static void read(Path file, java.util.function.Consumer<ParentFile> then) throws IOException {
        try {
            then.accept(ParentFile.parse(SmallFile.read(file)));
        } catch (NoSuchFileException e) {
            LOG.debug("{} is not visible yet", file);
        }
    }

    private static Set<String> marks(Attempt attempt, String token) {
        try (var names = Files.list(Workdir.of(attempt).batch(token).resolve("marks"))) {
            var set = new HashSet<String>();
            names.forEach(path -> set.add(path.getFileName().toString()));
            return set;
        } catch (NoSuchFileException e) {
            return Set.of();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("cannot list the marks of batch {}; looking again", token, e);
            return Set.of();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LEAVE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
