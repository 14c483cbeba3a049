package org.neronet.man.service;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.ResultFile;
import org.neronet.man.config.IoReason;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.report.Numbers;

/** Brings results and output of ended attempts into the experiment folder; each comes whole or not at all. */
final class ResultFetcher {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int LOOKS = 50;

    private final Workspace workspace;
    private final History history;
    private final Mums mums;
    private final LogReader logs;
    private final LocalLogs local;

    ResultFetcher(Workspace workspace, History history, Mums mums, LogReader logs, LocalLogs local) {
        this.workspace = workspace;
        this.history = history;
        this.mums = mums;
        this.logs = logs;
        this.local = local;
    }

    /** Fetches every attempt of an experiment that ran, has ended, and is not here. */
    List<FetchedResults> fetch(ExperimentRow row) {
        return history.attempts(row.id()).stream()
                .filter(attempt -> !attempt.isLive())
                .filter(this::isWorthwhile)
                .filter(attempt -> !isHere(attempt))
                .map(attempt -> fetch(row, attempt))
                .toList();
    }

    /** What goes on from an earlier attempt has that one's files, even if it never started itself. */
    private boolean isWorthwhile(AttemptRow attempt) {
        return attempt.status().startedAt().isPresent() || history.isContinued(attempt.id(), attempt.attempt());
    }

    private static boolean isHere(AttemptRow attempt) {
        return attempt.results().map(Path::of).filter(Files::isDirectory).isPresent();
    }

    private FetchedResults fetch(ExperimentRow row, AttemptRow attempt) {
        try {
            return fetchWhole(row, attempt);
        } catch (NeronetException | JsonException | IllegalArgumentException e) {
            return failed(attempt, e.getMessage());
        } catch (IOException e) {
            return failed(attempt, IoReason.of(e));
        }
    }

    private FetchedResults fetchWhole(ExperimentRow row, AttemptRow attempt) throws IOException {
        var mum = mums.line(attempt.cluster());
        var key = JsonObject.of("key", key(attempt).toJson());
        var list = list(mum, key, attempt);
        var files = list.objects("files", ResultFile::fromJson);
        try (var folder = new ResultFolder(row.experiment(), attempt)) {
            for (var file : files) {
                var request = key.with("path", file.path());
                folder.add(file, sink -> mum.callWithChunks(Call.RESULTS_GET, request, PATIENCE, sink));
            }
            for (var stream : OutputStreamName.values()) {
                keepOutput(attempt, stream, folder.path(), files);
            }
            var place = folder.finish();
            history.resultsFetched(
                    attempt.id(), attempt.attempt(), place, workspace.clock().instant());
            return new FetchedResults(
                    attempt.id(),
                    attempt.attempt(),
                    Optional.of(place),
                    files.size(),
                    list.objects("left_out", ResultFetcher::leftOut),
                    Optional.empty());
        }
    }

    /** Its name may be one that no file here can have, so that it is only shown. */
    private static String leftOut(JsonObject file) {
        return file.string("path") + " (" + Numbers.bytes(file.integer("size")) + ")";
    }

    private JsonObject list(MumLine mum, JsonObject key, AttemptRow attempt) {
        for (int look = 0; look < LOOKS; look++) {
            var list = mum.call(Call.RESULTS_LIST, key, PATIENCE);
            if (list.bool("ready")) {
                return list;
            }
            workspace.pause().accept(PAUSE);
        }
        throw new NeronetException(
                ExitCode.FAILURE,
                "the results of " + attempt.id() + " are not ready on " + attempt.cluster(),
                "try again later: neroman fetch " + attempt.id());
    }

    private void keepOutput(AttemptRow attempt, OutputStreamName stream, Path results, List<ResultFile> files)
            throws IOException {
        var paths = new ArrayList<String>();
        files.forEach(file -> paths.add(file.path()));
        var place = local.place(attempt, stream, results, paths);
        if (!place.startsWith(results)) {
            PrivateFolder.ensure(place.getParent());
        }
        boolean whole;
        try (OutputStream out = Files.newOutputStream(place)) {
            whole = logs.whole(attempt, stream, out);
        }
        if (!whole) {
            Files.delete(place); // Half of it must not be taken for all of it.
        }
    }

    private AttemptKey key(AttemptRow attempt) {
        return new AttemptKey(workspace.home().homeId(), attempt.id(), attempt.attempt());
    }

    private static FetchedResults failed(AttemptRow attempt, String why) {
        return new FetchedResults(
                attempt.id(), attempt.attempt(), Optional.empty(), 0, List.of(), Optional.of(String.valueOf(why)));
    }
}
