package org.neronet.mum.warden;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.CommandRunner;

/**
 * One call that keeps jobs from starting or lets them go.
 *
 * @param words of the command, before the jobs
 * @param ids how that scheduler wants many jobs named
 * @param harmless what a line of complaint says when its job is gone or runs: nothing can be held there any more
 */
record HoldCall(List<String> words, Function<Collection<String>, List<String>> ids, Predicate<String> harmless) {
    /** @param verb {@code hold} or {@code release} */
    static HoldCall slurm(String verb) {
        return new HoldCall(
                List.of("scontrol", verb),
                ArrayIds::compressed,
                line -> line.contains("Invalid job id")
                        || line.contains("already finished")
                        || line.contains("no longer pending"));
    }

    /** @param program {@code qhold} or {@code qrls} */
    static HoldCall gridEngine(String program) {
        return new HoldCall(
                List.of(program),
                ArrayIds::gridEngine,
                line -> line.contains("modified hold") || line.contains("not exist"));
    }

    /** Makes it; gives what went wrong. */
    Optional<String> make(Collection<JobRef> jobs, CommandRunner runner) throws InterruptedException {
        var known = jobs.stream().flatMap(job -> job.jobId().stream()).collect(Collectors.toSet());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var argv = new ArrayList<>(words);
        argv.addAll(ids.apply(known));
        try {
            var result = runner.run(argv, SlurmQueue.QUESTION);
            return result.succeeded() || !result.timedOut() && isHarmless(result)
                    ? Optional.empty()
                    : Optional.of(
                            String.join(" ", words) + ": " + (result.timedOut() ? "timed out" : result.complaint()));
        } catch (IOException e) {
            return Optional.of(words.get(0) + ": " + e.getMessage());
        }
    }

    private boolean isHarmless(CommandResult result) {
        var lines = (result.out() + "\n" + result.err())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return !lines.isEmpty() && lines.stream().allMatch(harmless);
    }
}
