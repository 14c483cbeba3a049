package org.neronet.man.service;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.service.StreamTail.Reached;

/** Writes programs' output: what was fetched from here, everything else from mum. */
final class LogReader {
    /** How long the last bytes of an ended program may be on their way. */
    private static final int TAIL_READS = 10;

    private static final Duration TAIL_WAIT = Duration.ofSeconds(1);
    private static final Duration FOLLOW_WAIT = Duration.ofSeconds(20);
    private static final Duration SETTLE = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int RETRIES = 5;

    private final Workspace workspace;
    private final Mums mums;
    private final LocalLogs local;

    LogReader(Workspace workspace, Mums mums, LocalLogs local) {
        this.workspace = workspace;
        this.mums = mums;
        this.local = local;
    }

    void read(ExperimentRow row, LogRequest request, OutputStream stdout, OutputStream stderr)
            throws IOException, InterruptedException {
        var attempt = row.latest()
                .orElseThrow(() -> new NeronetException(
                        ExitCode.NOT_FOUND,
                        row.id() + " was never submitted, so it has no output",
                        "neroman submit " + row.id()));
        var jobs = new ArrayList<Callable<Void>>();
        for (var stream : request.streams()) {
            var sink = stream == OutputStreamName.STDOUT ? stdout : stderr;
            jobs.add(() -> {
                write(attempt, stream, request.follow(), sink);
                return null;
            });
        }
        run(jobs, request.follow());
    }

    /** Following, all streams at once; otherwise one after the other. */
    private static void run(List<Callable<Void>> jobs, boolean together) throws IOException, InterruptedException {
        var threads = DaemonThreads.pool(together ? jobs.size() : 1, "logs");
        try {
            var done = new ExecutorCompletionService<Void>(threads);
            jobs.forEach(done::submit);
            // In order of their ends: when the reader of one stream has left, the other must not go on.
            for (int i = 0; i < jobs.size(); i++) {
                done.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            } else if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void write(AttemptRow attempt, OutputStreamName stream, boolean follow, OutputStream sink)
            throws IOException {
        var file = attempt.isLive() ? Optional.<Path>empty() : local.find(attempt, stream);
        if (file.isPresent()) {
            Files.copy(file.get(), sink);
            sink.flush();
        } else if (follow) {
            follow(attempt, new StreamTail(key(attempt), stream, sink));
        } else {
            whole(attempt, stream, sink);
        }
    }

    /** Writes what there is; of an ended attempt also what is on its way. Tells whether that was all. */
    boolean whole(AttemptRow attempt, OutputStreamName stream, OutputStream sink) throws IOException {
        var tail = new StreamTail(key(attempt), stream, sink);
        var mum = mums.line(attempt.cluster());
        var wait = attempt.isLive() ? Duration.ZERO : TAIL_WAIT;
        int idle = 0;
        while (true) {
            var reached = tail.read(mum, wait);
            if (reached == Reached.COMPLETE) {
                return true;
            } else if (reached == Reached.PRESENT_END && (attempt.isLive() || ++idle == TAIL_READS)) {
                return false;
            }
        }
    }

    private void follow(AttemptRow attempt, StreamTail tail) throws IOException {
        int failures = 0;
        while (true) {
            try {
                long before = tail.offset();
                if (tail.read(mums.line(attempt.cluster()), FOLLOW_WAIT) == Reached.COMPLETE) {
                    return;
                }
                failures = tail.offset() > before ? 0 : failures;
            } catch (NeronetException e) {
                if (e.code() != ExitCode.CONNECTION || ++failures > RETRIES) {
                    throw e;
                }
                // A Ctrl-C ends an ssh of ours as well, and is no news.
                workspace.pause().accept(SETTLE);
                workspace.notices().accept(e.getMessage() + "; trying again in " + RETRY.toSeconds() + " s");
                workspace.pause().accept(RETRY);
            }
        }
    }

    private AttemptKey key(AttemptRow attempt) {
        return new AttemptKey(workspace.home().homeId(), attempt.id(), attempt.attempt());
    }
}
