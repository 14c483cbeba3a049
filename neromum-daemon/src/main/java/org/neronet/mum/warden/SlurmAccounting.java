package org.neronet.mum.warden;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.process.ForwardTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks {@code sacct}, where the cluster has it, for what {@code squeue} does not tell. Owned by the dispatch thread. */
final class SlurmAccounting {
    /** How far the clocks of mum's host and of the controller may differ. */
    static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(SlurmAccounting.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private static final int NO_SUCH_PROGRAM = 127;

    private final CommandRunner runner;
    private final InstantSource time;
    private Instant next = Instant.MIN;
    private Answer last = Answer.TOLD;
    private Set<String> live = Set.of();

    SlurmAccounting(CommandRunner runner, InstantSource time) {
        this.runner = runner;
        this.time = new ForwardTime(time);
    }

    /**
     * Ended jobs among those asked for, in one question; nothing for ten minutes after it did not work.
     *
     * @param intent when mum was about to submit a job
     */
    Map<String, JobReport> of(Collection<JobRef> jobs, Function<JobRef, Optional<Instant>> intent)
            throws InterruptedException {
        var asked = jobs.stream().filter(job -> job.jobId().isPresent()).toList();
        if (asked.isEmpty() || isPausing()) {
            return Map.of();
        }
        var rows = ask(asked).stream().collect(Collectors.toMap(SacctRow::jobId, row -> row, (a, b) -> b));
        var reports = new HashMap<String, JobReport>();
        for (var job : asked) {
            Optional.ofNullable(rows.get(job.jobId().orElseThrow()))
                    .filter(row -> row.isOf(job, intent.apply(job)))
                    .map(SacctRow::report)
                    .ifPresent(report -> reports.put(job.id(), report));
        }
        live = reports.entrySet().stream()
                .filter(report -> report.getValue().phase() != JobReport.Phase.ENDED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        reports.keySet().removeAll(live);
        return reports;
    }

    private List<SacctRow> ask(List<JobRef> jobs) throws InterruptedException {
        var arrays = jobs.stream()
                .map(job -> job.jobId().orElseThrow().replaceFirst("_.*", ""))
                .distinct()
                .collect(Collectors.joining(","));
        try {
            var result = runner.run(
                    List.of(
                            "env",
                            "SLURM_TIME_FORMAT=%s",
                            "sacct",
                            "-n",
                            "-P",
                            "-X",
                            "-j",
                            arrays,
                            "-o",
                            SacctRow.FORMAT),
                    SlurmQueue.QUESTION);
            last = result.succeeded() ? Answer.TOLD : isAbsent(result) ? Answer.ABSENT : Answer.FAILED;
            if (result.succeeded()) {
                return SacctRow.parse(result.out());
            }
            LOG.info("sacct does not work here: {}", result.timedOut() ? "timed out" : result.complaint());
        } catch (IOException e) {
            LOG.info("sacct cannot be run: {}", e.getMessage());
            last = Answer.FAILED;
        }
        next = time.instant().plus(PAUSE);
        return List.of();
    }

    private boolean isPausing() {
        return time.instant().isBefore(next);
    }

    /** Whether the last answer had it among those that wait or run. */
    boolean isLive(JobRef job) {
        return live.contains(job.id());
    }

    /** What became of the last question. */
    Answer last() {
        return last;
    }

    /** There is no such program, or the cluster keeps no accounts; anything else may pass. */
    private static boolean isAbsent(CommandResult result) {
        return !result.timedOut()
                && (result.exitCode() == NO_SUCH_PROGRAM || result.err().contains("storage is disabled"));
    }

    /** What accounting is good for. */
    enum Answer {
        /** It told all there is to know. */
        TOLD,
        /** The cluster has none. */
        ABSENT,
        /** It did not answer, which may pass. */
        FAILED
    }
}
