package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.process.ProcStat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who has what of this host, as long as a process of the job is there. Owned by the dispatch thread. */
final class Taken {
    private static final Logger LOG = LoggerFactory.getLogger(Taken.class);
    /** A mum that died between its start and the note of it leaves this long a doubt. */
    private static final Duration DOUBT = Duration.ofSeconds(60);

    private static final Share OLD = new Share(1, 0, List.of());

    private final InstantSource time;
    private final Map<DirectJob, Share> jobs = new HashMap<>();

    Taken(InstantSource time) {
        this.time = time;
    }

    /** Takes up a job that an earlier mum started. */
    void find(DirectJob job) throws IOException {
        jobs.put(job, Share.read(job.batch(), job.line()).orElse(OLD));
    }

    void add(DirectJob job, Share share) {
        jobs.put(job, share);
    }

    /** What is taken now. */
    Collection<Share> shares() {
        jobs.keySet().removeIf(this::isFree);
        return jobs.values();
    }

    private boolean isFree(DirectJob job) {
        try {
            return !holds(job);
        } catch (IOException e) {
            LOG.warn("cannot look after line {} of {}; it keeps its place", job.line(), job.batch(), e);
            return false;
        }
    }

    private boolean holds(DirectJob job) throws IOException {
        if (job.parent().isPresent()) {
            return true;
        }
        var attempt = job.attempt();
        var start = attempt.isEmpty() ? Optional.<ParentFile>empty() : DirectJob.start(attempt.get());
        if (start.isPresent()) {
            return start.get().field("boot").equals(Optional.of(job.boot()))
                    && (runs(start.get(), "parent", "parent_ticks") || runs(start.get(), "program", "program_ticks"));
        }
        var file = Share.file(job.batch(), job.line());
        return Spawned.read(job.batch(), job.line()).isEmpty()
                && Files.exists(file)
                && Files.getLastModifiedTime(file).toInstant().plus(DOUBT).isAfter(time.instant());
    }

    private static boolean runs(ParentFile start, String pid, String ticks) {
        return start.number(pid)
                .filter(number -> ProcStat.isAlive(number, start.number(ticks).orElse(-1L)))
                .isPresent();
    }
}
