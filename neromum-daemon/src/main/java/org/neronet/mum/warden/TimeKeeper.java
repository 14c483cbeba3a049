package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.neronet.common.batch.LimitWarning;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.experiment.AttemptFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the programs of a direct queue to their time limits, as Slurm does elsewhere: a warning if one was asked for, TERM at
 * the limit, KILL after a grace. Each is noted before it is done, so that a restart of mum repeats none.
 */
final class TimeKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TimeKeeper.class);
    private static final Duration SENDING = Duration.ofSeconds(10);

    private final WardenTools tools;
    private final SessionKiller killer;
    private final Duration grace;
    private final Map<DirectJob, TimeLimit> jobs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "direct-limits");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param step time between two looks
     * @param grace between TERM and KILL
     */
    TimeKeeper(WardenTools tools, SessionKiller killer, Duration step, Duration grace) {
        this.tools = tools;
        this.killer = killer;
        this.grace = grace;
        executor.scheduleWithFixedDelay(this::look, step.toMillis(), step.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sees to a job from now on, if it has a limit. */
    void keep(DirectJob job) throws IOException {
        TimeLimit.read(job.batch()).ifPresent(limit -> jobs.put(job, limit));
    }

    private void look() {
        for (var entry : jobs.entrySet()) {
            var job = entry.getKey();
            try {
                if (!job.isUnderWay()) {
                    jobs.remove(job);
                } else {
                    look(job, entry.getValue());
                }
            } catch (IOException | RuntimeException e) {
                LOG.warn("cannot see to the time limit of line {} of {} now", job.line(), job.batch(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void look(DirectJob job, TimeLimit limit) throws IOException, InterruptedException {
        var attempt = job.attempt();
        var begin = attempt.isEmpty() ? Optional.<Instant>empty() : begin(attempt.get());
        if (begin.isEmpty()) {
            return;
        }
        var end = begin.get().plus(limit.time());
        if (isReached(end)) {
            end(job, attempt.get());
        } else if (limit.lead().filter(lead -> isReached(end.minus(lead))).isPresent()) {
            warn(job);
        }
    }

    private static Optional<Instant> begin(AttemptFolder attempt) throws IOException {
        return DirectJob.start(attempt).flatMap(start -> start.time());
    }

    private boolean isReached(Instant moment) {
        return !tools.time().instant().isBefore(moment);
    }

    /** The parent makes the stop file and passes on the signal that the user wants. */
    private void warn(DirectJob job) throws IOException, InterruptedException {
        if (noteOnce(job.warned())) {
            signalParent(job, LimitWarning.CARRIER);
        }
    }

    /** The parent notes the TERM, so that mum asks the queue what it meant. */
    private void end(DirectJob job, AttemptFolder attempt) throws IOException, InterruptedException {
        if (noteOnce(job.overTime())) {
            signalParent(job, "TERM");
            killer.end(job, attempt, grace, Optional.empty());
        } else {
            killer.end(job, attempt, grace, Optional.of(noted(job.overTime())));
        }
    }

    private static boolean noteOnce(Path note) throws IOException {
        if (Files.exists(note)) {
            return false;
        }
        AtomicFile.write(note, "");
        return true;
    }

    private static Instant noted(Path note) throws IOException {
        return Files.getLastModifiedTime(note).toInstant();
    }

    private void signalParent(DirectJob job, String signal) throws IOException, InterruptedException {
        var parent = job.parent();
        if (parent.isPresent()) {
            var result = tools.runner().run(List.of("kill", "-s", signal, Long.toString(parent.get())), SENDING);
            LOG.debug("{} to the parent {}: {}", signal, parent.get(), result.exitCode());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
