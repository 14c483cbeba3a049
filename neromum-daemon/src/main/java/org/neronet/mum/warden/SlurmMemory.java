package org.neronet.mum.warden;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.CommandRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a job that a controller forgot from one that was cancelled, where no accounting does: by the job's number, by the
 * numbers that were given out since, and by how long ended jobs are shown. One question for each array. Owned by the
 * dispatch thread.
 */
final class SlurmMemory {
    private static final Logger LOG = LoggerFactory.getLogger(SlurmMemory.class);
    /** A controller drops ended jobs in rounds of its own, and mum's look at the list is some seconds old. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private static final String UNKNOWN_ID = "Invalid job id";

    private final CommandRunner runner;
    private final InstantSource time;
    private final Map<Long, Optional<Holders>> asked = new HashMap<>();
    private Optional<SlurmConfig> config = Optional.empty();

    SlurmMemory(CommandRunner runner, InstantSource time) {
        this.runner = runner;
        this.time = time;
    }

    /** Answers are asked for anew. */
    void refresh() {
        asked.clear();
        config = Optional.empty();
    }

    /**
     * What the controller says of it.
     *
     * @param lastSeen when it was in the list last, or taken
     */
    Recall of(JobRef job, Instant lastSeen) throws InterruptedException {
        var known = ofArray(job);
        if (known.isPresent()) {
            return known.get();
        }
        long number = number(job).orElseThrow();
        return ofUnknown(number, holders(number).orElseThrow().isTaken(), lastSeen);
    }

    /** What the controller says of one that accounting has as waiting or running. */
    Recall ofLive(JobRef job) throws InterruptedException {
        return ofArray(job).orElse(Recall.FORGOTTEN);
    }

    /** Empty when the controller answers and has no element of its array. */
    private Optional<Recall> ofArray(JobRef job) throws InterruptedException {
        var number = number(job);
        var holders = number.isPresent() ? holders(number.get()) : Optional.<Holders>empty();
        if (holders.isEmpty()) {
            return Optional.of(Recall.SILENT);
        }
        var array = holders.get().ours().stream()
                .filter(row -> row.token().equals(job.token()))
                .toList();
        if (array.isEmpty()) {
            return Optional.empty();
        }
        boolean listed = array.stream().anyMatch(row -> row.id().equals(job.id()));
        return Optional.of(listed ? Recall.LISTED : Recall.GONE);
    }

    private Recall ofUnknown(long number, boolean isOfAnother, Instant lastSeen) throws InterruptedException {
        if (config.isEmpty()) {
            config = config();
        }
        if (isOfAnother
                || config.flatMap(c -> whole(c, "NEXT_JOB_ID"))
                        .filter(next -> next <= number)
                        .isPresent()) {
            return Recall.FORGOTTEN;
        }
        var shown = config.flatMap(c -> whole(c, "MinJobAge")).map(Duration::ofSeconds);
        if (shown.isEmpty()) {
            return Recall.SILENT;
        }
        boolean forEver = shown.get().isZero();
        return forEver || time.instant().minus(shown.get()).plus(MARGIN).isBefore(lastSeen)
                ? Recall.FORGOTTEN
                : Recall.GONE;
    }

    private static Optional<Long> number(JobRef job) {
        return job.jobId()
                .map(id -> id.replaceFirst("\\D.*", ""))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong);
    }

    private static Optional<Long> whole(SlurmConfig config, String name) {
        return config.value(name).filter(text -> text.matches("\\d{1,12}")).map(Long::parseLong);
    }

    private Optional<SlurmConfig> config() throws InterruptedException {
        try {
            return SlurmConfig.ask(runner, SlurmQueue.QUESTION);
        } catch (IOException e) {
            LOG.info("scontrol cannot be run", e);
            return Optional.empty();
        }
    }

    /** Who has this number now; empty when the controller does not answer. */
    private Optional<Holders> holders(long number) throws InterruptedException {
        var known = asked.get(number);
        if (known == null) {
            known = ask(number);
            asked.put(number, known);
        }
        return known;
    }

    private Optional<Holders> ask(long number) throws InterruptedException {
        var argv = List.of(
                "env",
                SlurmRow.TIMES,
                "squeue",
                "-h",
                "-r",
                "-t",
                "all",
                "-j",
                Long.toString(number),
                "-o",
                SlurmRow.FORMAT);
        try {
            var result = runner.run(argv, SlurmQueue.QUESTION);
            if (result.succeeded() || isUnknown(result)) {
                return Optional.of(new Holders(SlurmRow.parse(result.out()), SlurmRow.isAny(result.out())));
            }
        } catch (IOException e) {
            LOG.info("squeue cannot be run", e);
        }
        return Optional.empty();
    }

    private static boolean isUnknown(CommandResult result) {
        return !result.timedOut() && result.err().contains(UNKNOWN_ID);
    }

    private record Holders(List<SlurmRow> ours, boolean isTaken) {}
}
