package org.neronet.mum.warden;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neronet.common.batch.QsubCall;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.process.ForwardTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks {@code qacct}, where the site lets it be read, for what {@code qstat} no longer knows. Each question reads the
 * whole accounting file, so there are few at a time. Owned by the dispatch thread.
 */
final class GridEngineAccounting {
    private static final Logger LOG = LoggerFactory.getLogger(GridEngineAccounting.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int QUESTIONS = 2;

    private final CommandRunner runner;
    private final InstantSource time;
    private final Map<String, Integer> asked = new HashMap<>();
    private Instant next = Instant.MIN;

    GridEngineAccounting(CommandRunner runner, InstantSource time) {
        this.runner = runner;
        this.time = new ForwardTime(time);
    }

    /** Ended jobs among these, known by their token, as numbers come again; those of the arrays that were asked for least often first. */
    Map<String, JobReport> of(Collection<JobRef> jobs) throws InterruptedException {
        var arrays = jobs.stream().map(JobRef::token).collect(Collectors.toSet());
        asked.keySet().retainAll(arrays);
        var first = arrays.stream()
                .sorted(Comparator.comparingInt((String id) -> asked.getOrDefault(id, 0)))
                .limit(QUESTIONS)
                .toList();
        var reports = new HashMap<String, JobReport>();
        for (var array : first) {
            asked.merge(array, 1, Integer::sum);
            ask(array).stream().filter(QacctRow::isEnd).forEach(row -> reports.put(row.id(), row.report()));
        }
        reports.keySet().retainAll(jobs.stream().map(JobRef::id).collect(Collectors.toSet()));
        return reports;
    }

    private List<QacctRow> ask(String token) throws InterruptedException {
        if (time.instant().isBefore(next)) {
            return List.of();
        }
        try {
            var result = runner.run(List.of("qacct", "-j", QsubCall.NAME + token), GridEngineQueue.QUESTION);
            if (result.succeeded()) {
                return QacctRow.parse(result.out());
            }
            // A record comes some seconds after the end.
            if (!result.timedOut() && result.err().contains("not found") && result.exitCode() != 127) {
                return List.of();
            }
            LOG.info("qacct does not work here: {}", result.timedOut() ? "timed out" : result.complaint());
        } catch (IOException e) {
            LOG.info("qacct cannot be run: {}", e.getMessage());
        }
        next = time.instant().plus(PAUSE);
        return List.of();
    }
}
