package org.neronet.man.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.Definition;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.report.IdRanges;
import org.neronet.man.service.SubmitPreview.Action;
import org.neronet.man.submit.CodeSnapshot;
import org.neronet.man.submit.CodeSnapshots;
import org.neronet.man.submit.SubmitChoice;
import org.neronet.man.submit.Submitter;
import org.neronet.man.submit.UploadProgress;

/** Submits selections and folders, or tells what submitting them would do. */
final class Submissions {
    private final Workspace workspace;
    private final History history;
    private final Mums mums;
    private final Targets targets;

    Submissions(Workspace workspace, History history, Mums mums, Targets targets) {
        this.workspace = workspace;
        this.history = history;
        this.mums = mums;
        this.targets = targets;
    }

    SubmitOutcome submit(SubmitRequest request, UploadProgress progress) {
        boolean again = request.again();
        var words = targets.parse(request.words());
        var defined = words.folders().isEmpty()
                ? List.<Definition>of()
                : history.define(
                        Targets.read(words.folders(), request.limit(), workspace.notices()),
                        workspace.clock().instant());
        var rows = targets.rows(words, defined);
        var cluster = cluster(words, rows, again);
        var choice = SubmitChoice.of(rows, cluster, again);
        refuseElsewhere(choice.elsewhere());
        refuseLive(again ? choice.attach() : List.of());
        if (!choice.sends()) {
            return new SubmitOutcome(cluster, defined, List.of(), choice.attach(), choice.ended());
        }
        var started = new HashSet<>(send(cluster, choice, progress));
        var sent = new ArrayList<>(choice.start());
        sent.addAll(choice.resend());
        var attached = new ArrayList<>(choice.attach());
        sent.stream().filter(row -> !started.contains(row.id())).forEach(attached::add);
        sent.removeIf(row -> !started.contains(row.id()));
        return new SubmitOutcome(cluster, defined, List.copyOf(sent), List.copyOf(attached), choice.ended());
    }

    /** Files are looked at before a link is opened, and the link is open before anything is begun. */
    private List<Long> send(String cluster, SubmitChoice choice, UploadProgress progress) {
        var snapshots = new CodeSnapshots();
        choice.start().forEach(row -> snapshots.take(row.experiment()));
        choice.resend().forEach(row -> snapshots.take(row.experiment()));
        var mum = mums.line(cluster);
        var submitter = new Submitter(history, workspace.home().homeId(), workspace.clock());
        var ids = submitter.submit(mum, cluster, choice, snapshots, progress);
        try {
            mums.sync(cluster, Duration.ZERO);
        } catch (NeronetException e) {
            workspace.notices().accept("submitted, but their state could not be read: " + e.getMessage());
        }
        return ids;
    }

    SubmitPreview preview(SubmitRequest request) {
        boolean again = request.again();
        var words = targets.parse(request.words());
        var rows = targets.rows(words, List.of());
        var cluster = cluster(words, rows, again);
        var choice = SubmitChoice.of(rows, cluster, again);
        var actions = Map.of(
                Action.START, concat(choice.start(), choice.resend()),
                Action.ATTACH, choice.attach(),
                Action.ENDED, choice.ended(),
                Action.ELSEWHERE, choice.elsewhere());
        var snapshots = new CodeSnapshots();
        var items = new ArrayList<SubmitPreview.Item>();
        for (var row : rows) {
            var action = actions.entrySet().stream()
                    .filter(entry -> entry.getValue().contains(row))
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            var code = action == Action.START
                    ? Optional.of(snapshots.take(row.experiment()))
                    : Optional.<CodeSnapshot>empty();
            items.add(new SubmitPreview.Item(Optional.of(row.id()), row.experiment(), action, code));
        }
        for (var fresh : Targets.read(words.folders(), request.limit(), workspace.notices())) {
            items.add(
                    new SubmitPreview.Item(Optional.empty(), fresh, Action.START, Optional.of(snapshots.take(fresh))));
        }
        return new SubmitPreview(cluster, List.copyOf(items));
    }

    private String cluster(Targets.Words words, List<ExperimentRow> rows, boolean again) {
        var named = words.cluster().isEmpty() && again ? Targets.lastCluster(rows) : words.cluster();
        return targets.cluster(named);
    }

    private static void refuseElsewhere(List<ExperimentRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var other = rows.get(0).latest().map(AttemptRow::cluster).orElseThrow();
        var ids = ids(rows.stream()
                .filter(row ->
                        row.latest().filter(a -> a.cluster().equals(other)).isPresent())
                .toList());
        throw new NeronetException(
                ExitCode.REFUSED,
                "already live on " + other + ": " + ids + "; nothing was submitted",
                "neroman watch " + ids + ", or neroman terminate " + ids + " first");
    }

    private static void refuseLive(List<ExperimentRow> rows) {
        if (!rows.isEmpty()) {
            throw new NeronetException(
                    ExitCode.REFUSED,
                    "still live: " + ids(rows) + "; nothing was submitted",
                    "neroman terminate " + ids(rows) + " first, or wait for the end: neroman watch " + ids(rows));
        }
    }

    private static String ids(List<ExperimentRow> rows) {
        return IdRanges.text(rows.stream().map(ExperimentRow::id).toList());
    }

    private static List<ExperimentRow> concat(List<ExperimentRow> some, List<ExperimentRow> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
