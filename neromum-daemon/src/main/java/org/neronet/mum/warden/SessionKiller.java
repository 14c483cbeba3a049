package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.process.ProcStat;
import org.neronet.common.process.ProgramProcesses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends programs with all they started: TERM to each process of the session, KILL after the grace, until none is left.
 * Its thread owns the progress; what a restart of mum cuts short is asked for again.
 */
final class SessionKiller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionKiller.class);
    private static final Duration STEP = Duration.ofMillis(200);
    private static final List<ProcStat> NONE = List.of();

    private final InstantSource time;
    private final Set<Path> underway = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "direct-kill");
        thread.setDaemon(true);
        return thread;
    });

    SessionKiller(InstantSource time) {
        this.time = time;
    }

    /**
     * Begins to end a job; asking again while that lasts changes nothing.
     *
     * @param grace how long it may take to end by itself
     * @param warned when an earlier mum sent TERM, so that it is not sent again
     */
    void end(DirectJob job, AttemptFolder attempt, Duration grace, Optional<Instant> warned) {
        if (underway.add(attempt.root())) {
            executor.execute(() -> step(new Doomed(job, attempt, grace, time.instant(), warned)));
        }
    }

    private record Doomed(
            DirectJob job, AttemptFolder attempt, Duration grace, Instant asked, Optional<Instant> warned) {
        Doomed warnedAt(Instant now) {
            return new Doomed(job, attempt, grace, asked, Optional.of(now));
        }
    }

    private void step(Doomed doomed) {
        var next = Optional.of(doomed);
        try {
            next = advance(doomed);
        } catch (IOException | RuntimeException e) {
            LOG.warn("cannot end {} yet; trying again", doomed.attempt().root(), e);
        }
        if (next.isPresent()) {
            var again = next.get();
            executor.schedule(() -> step(again), STEP.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            underway.remove(doomed.attempt().root());
        }
    }

    /** What is left to do, empty when nothing of the program runs and nothing of it can still start. */
    private Optional<Doomed> advance(Doomed doomed) throws IOException {
        var start = DirectJob.start(doomed.attempt());
        var members = start.isPresent() ? members(doomed, start.get()) : unnoted(doomed);
        if (members.isEmpty()) {
            return doomed.job().isOver() ? Optional.empty() : Optional.of(doomed);
        }
        if (start.isPresent() && doomed.warned().isEmpty()) {
            members.forEach(member -> signal(member, false));
            return Optional.of(doomed.warnedAt(time.instant()));
        }
        if (isOver(doomed.warned().orElse(doomed.asked()), doomed.grace())) {
            members.forEach(member -> signal(member, true));
        }
        return Optional.of(doomed);
    }

    private boolean isOver(Instant begin, Duration grace) {
        return !time.instant().isBefore(begin.plus(grace));
    }

    /** A full disk may keep the parent from noting the start: then its children are all there is to go by. */
    private List<ProcStat> unnoted(Doomed doomed) throws IOException {
        return isOver(doomed.asked(), doomed.grace()) ? doomed.job().children() : NONE;
    }

    /** None when the program's number may have gone to someone else, or when it ran on another boot. */
    private static List<ProcStat> members(Doomed doomed, ParentFile start) throws IOException {
        if (!start.field("boot").equals(Optional.of(doomed.job().boot()))) {
            return NONE;
        }
        return new ProgramProcesses(
                        start.number("program").orElse(-1L),
                        start.number("program_ticks").orElse(Long.MAX_VALUE),
                        "NERONET_DIR=" + doomed.attempt().root())
                .running();
    }

    private static void signal(ProcStat process, boolean forcibly) {
        LOG.debug(
                "{} to {}: {}", forcibly ? "KILL" : "TERM", process.pid(), ProgramProcesses.signal(process, forcibly));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
