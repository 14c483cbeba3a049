package org.neronet.mum.dispatch;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Workdir;
import org.neronet.mum.warden.JobRef;
import org.neronet.mum.warden.PackFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends experiments that share a job without the others: the job itself is cancelled only when all that it still has are to
 * end, else the job's script gets an order. Owned by the dispatch thread.
 */
final class Packs {
    private static final Logger LOG = LoggerFactory.getLogger(Packs.class);

    private Packs() {}

    /**
     * The jobs to cancel for these attempts; orders are given for the rest.
     *
     * @param unstarted those of them whose claim mum has, so that there is nothing more to do
     * @param live all attempts that have not ended
     */
    static List<JobRef> end(List<Attempt> doomed, Collection<Attempt> unstarted, List<Attempt> live) {
        var alone = keys(alone(doomed, live));
        var never = keys(unstarted);
        var cancelled = doomed.stream()
                .filter(a -> alone.contains(a.key()))
                .map(Poller::ref)
                .distinct()
                .toList();
        order(doomed.stream()
                .filter(a -> !alone.contains(a.key()) && !never.contains(a.key()))
                .toList());
        return cancelled;
    }

    /** Those of the chosen whose jobs have nothing else to do. */
    static List<Attempt> alone(List<Attempt> chosen, List<Attempt> live) {
        var keys = keys(chosen);
        var others = live.stream()
                .filter(a -> a.isPacked() && !keys.contains(a.key()))
                .map(Job::of)
                .collect(Collectors.toSet());
        return chosen.stream()
                .filter(a -> !a.isPacked() || !others.contains(Job.of(a)))
                .toList();
    }

    /** How many jobs at the scheduler these attempts have, which have all been sent. */
    static long jobs(Collection<Attempt> sent) {
        return sent.stream().map(Job::of).distinct().count();
    }

    private static Set<AttemptKey> keys(Collection<Attempt> attempts) {
        return attempts.stream().map(Attempt::key).collect(Collectors.toSet());
    }

    private static void order(List<Attempt> attempts) {
        attempts.stream()
                .collect(Collectors.groupingBy(a -> a.batch().orElseThrow()))
                .forEach((token, together) -> {
                    try {
                        order(token, together);
                    } catch (IOException e) {
                        LOG.warn("the jobs of batch {} get no order to end {}; trying again", token, keys(together), e);
                    }
                });
    }

    private static void order(String token, List<Attempt> together) throws IOException {
        var file = PackFiles.orders(Workdir.of(together.get(0)).batch(token));
        var lines = SmallFile.read(file).lines().collect(Collectors.toCollection(() -> new TreeSet<String>()));
        if (lines.addAll(together.stream().map(a -> Integer.toString(a.line())).toList())) {
            AtomicFile.write(file, String.join("\n", lines) + "\n");
        }
    }

    /** One job at the scheduler. */
    private record Job(String token, int number) {
        static Job of(Attempt attempt) {
            return new Job(attempt.batch().orElseThrow(), attempt.job());
        }
    }
}
