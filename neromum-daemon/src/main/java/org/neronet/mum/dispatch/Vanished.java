package org.neronet.mum.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.experiment.ParentFile;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.warden.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what started, left no exit file, and is neither in the scheduler's list nor heard of: but not before its time limit
 * and {@link #GRACE} are over, or its node cannot run it any more. An end is never taken back, so it must be sure. Owned by the
 * dispatch thread.
 */
final class Vanished {
    /** How long nothing may be heard, and how much longer than its limit it may take. */
    static final Duration GRACE = Duration.ofMinutes(10);

    /** Between two questions for nodes. */
    static final Duration NODES_AGAIN = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(Vanished.class);

    private final Ledger ledger;
    private final Queue queue;
    private final Settler settler;
    private final InstantSource time;
    private final FileClock files;
    private final Map<AttemptKey, Silence> silences = new HashMap<>();
    private Instant nodesNext = Instant.MIN;

    Vanished(Ledger ledger, Queue queue, Settler settler, InstantSource time, FileClock files) {
        this.ledger = ledger;
        this.queue = queue;
        this.settler = settler;
        this.time = time;
        this.files = files;
    }

    void keepOnly(Set<AttemptKey> keys) {
        silences.keySet().retainAll(keys);
    }

    void forget(AttemptKey key) {
        silences.remove(key);
    }

    /** A clean answer was without it, no kid is connected, and no exit file was seen. */
    void missing(Attempt attempt) throws IOException {
        var life = life(attempt.folder());
        var known = silences.get(attempt.key());
        if (known == null || !known.life().equals(life)) {
            silences.put(attempt.key(), new Silence(time.instant(), life));
        }
    }

    /** Ends those of whom it is sure now, with one question for all their nodes. */
    void judge() throws InterruptedException {
        var silent = silences.entrySet().stream()
                .filter(each -> isOver(each.getValue().since().plus(GRACE)))
                .flatMap(each -> ledger.find(each.getKey()).filter(Attempt::isLive).stream())
                .toList();
        var words = nodes(silent);
        for (var attempt : silent) {
            overTime(attempt)
                    .or(() -> unwanted(attempt))
                    .or(() -> Optional.ofNullable(words.get(attempt.key())))
                    .ifPresentOrElse(why -> end(attempt, why), () -> warn(attempt));
        }
    }

    private Map<AttemptKey, String> nodes(List<Attempt> silent) throws InterruptedException {
        var onNodes = silent.stream().filter(a -> a.status().node().isPresent()).toList();
        if (onNodes.isEmpty() || !isOver(nodesNext)) {
            return Map.of();
        }
        nodesNext = time.instant().plus(NODES_AGAIN);
        var said = queue.nodes(
                onNodes.stream().map(a -> a.status().node().orElseThrow()).collect(Collectors.toSet()));
        var words = new HashMap<AttemptKey, String>();
        for (var attempt : onNodes) {
            var node = attempt.status().node().orElseThrow();
            var started = attempt.status().startedAt().orElse(Instant.MAX);
            Optional.ofNullable(said.get(node))
                    .flatMap(word -> word.cannotRun(started))
                    .ifPresent(why -> words.put(attempt.key(), "its node " + node + " " + why));
        }
        return words;
    }

    /** When it began and what time it is now are read from one clock, whatever those of nodes and hosts say. */
    private Optional<String> overTime(Attempt attempt) {
        try {
            var began = Files.getLastModifiedTime(sign(attempt)).toInstant();
            var now = files.now(attempt.folder());
            return limit(attempt)
                    .filter(limit -> !now.isBefore(began.plus(limit).plus(GRACE)))
                    .map(limit -> "its time limit was over at " + Moments.text(began.plus(limit)));
        } catch (NoSuchFileException e) {
            return overTimeWithoutFolder(attempt);
        } catch (IOException e) {
            LOG.info("cannot tell whether {} is over its time: {}", attempt.key(), e.toString());
            return Optional.empty();
        }
    }

    /** The user deleted it, so that only the node's word of the start is left. */
    private Optional<String> overTimeWithoutFolder(Attempt attempt) {
        return attempt.status()
                .startedAt()
                .flatMap(began -> attempt.plan().resources().time().map(began::plus))
                .filter(end -> isOver(end.plus(GRACE)))
                .map(end -> "its folder is gone and its time limit was over at " + Moments.text(end));
    }

    private static Path sign(Attempt attempt) {
        var start = attempt.folder().start();
        return Files.exists(start) ? start : attempt.folder().claim();
    }

    /** Its own, or that which the scheduler gave the job. */
    private static Optional<Duration> limit(Attempt attempt) throws IOException {
        var own = attempt.plan().resources().time();
        var file = attempt.folder().start();
        if (own.isPresent() || !Files.exists(file)) {
            return own;
        }
        var start = ParentFile.parse(SmallFile.read(file));
        return start.number("var.SLURM_JOB_END_TIME")
                .flatMap(end -> start.number("var.SLURM_JOB_START_TIME")
                        .filter(begin -> begin <= end)
                        .map(begin -> Duration.ofSeconds(end - begin)));
    }

    /** A job that the scheduler does not know cannot be cancelled either: whoever asked for its end need not wait longer. */
    private static Optional<String> unwanted(Attempt attempt) {
        return attempt.status().terminationAsked() ? Optional.of("its end was asked for") : Optional.empty();
    }

    private void end(Attempt attempt, String why) {
        settler.report(attempt.key(), Missing.lost(attempt, absence(attempt) + "; no exit file; " + why));
        silences.remove(attempt.key());
    }

    private String absence(Attempt attempt) {
        var job = attempt.status().jobId().map(id -> "its job " + id).orElse("its job");
        return "the scheduler does not list " + job + " and nothing was heard of it since "
                + Moments.text(silences.get(attempt.key()).since());
    }

    /** Once for each silence: unknown is an honest answer. */
    private void warn(Attempt attempt) {
        var text = absence(attempt) + ": whether it runs is unknown";
        if (!attempt.status().warnings().contains(text)) {
            ledger.append(List.of(new Entry.Happened(new Warned(attempt.key(), time.instant(), text))));
        }
    }

    private boolean isOver(Instant end) {
        return !time.instant().isBefore(end);
    }

    /** Changes whenever the program or its kid writes something. */
    private static String life(AttemptFolder folder) throws IOException {
        var text = new StringBuilder();
        for (var file : signs(folder)) {
            text.append(sign(file)).append(' ');
        }
        return text.toString();
    }

    private static List<Path> signs(AttemptFolder folder) {
        return Stream.concat(
                        Stream.of(OutputStreamName.values()).map(folder::output),
                        Stream.of(folder.metrics(), folder.spool(), folder.work()))
                .toList();
    }

    private static String sign(Path file) throws IOException {
        try {
            return Files.size(file) + "@" + Files.getLastModifiedTime(file).toMillis();
        } catch (NoSuchFileException e) {
            return "-";
        }
    }

    private record Silence(Instant since, String life) {}
}
