package org.neronet.mum;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.CommandRunner;

/** Runs programs and counts those that ask a scheduler, so that anybody can see how kind mum is to it. Safe for threads. */
final class SchedulerCalls implements CommandRunner {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Set<String> PROGRAMS = Set.of(
            "sbatch",
            "squeue",
            "scancel",
            "scontrol",
            "sacct",
            "sinfo",
            "sacctmgr",
            "qsub",
            "qstat",
            "qdel",
            "qhold",
            "qrls",
            "qacct",
            "qconf",
            "qhost");

    private final CommandRunner runner;
    private final InstantSource time;
    private final Deque<Instant> recent = new ArrayDeque<>();
    private Optional<Instant> answered = Optional.empty();

    SchedulerCalls(CommandRunner runner, InstantSource time) {
        this.runner = runner;
        this.time = time;
    }

    @Override
    public CommandResult run(List<String> argv, Duration limit) throws IOException, InterruptedException {
        if (argv.stream().noneMatch(PROGRAMS::contains)) {
            return runner.run(argv, limit);
        }
        begun();
        var result = runner.run(argv, limit);
        if (result.succeeded()) {
            answered();
        }
        return result;
    }

    private synchronized void begun() {
        recent.addLast(time.instant());
        forgetOld();
    }

    private synchronized void answered() {
        answered = Optional.of(time.instant());
    }

    private void forgetOld() {
        var oldest = time.instant().minus(WINDOW);
        while (!recent.isEmpty() && recent.peekFirst().isBefore(oldest)) {
            recent.removeFirst();
        }
    }

    /** How many there were in the last minute. */
    synchronized int lastMinute() {
        forgetOld();
        return recent.size();
    }

    /** When one last succeeded; empty where none has been made. */
    synchronized Optional<Instant> lastAnswer() {
        return answered;
    }
}
