package org.neronet.man.service;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.Definition;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.report.IdRanges;
import org.neronet.man.service.SubmitOutcome.Part;
import org.neronet.man.submit.CodeSnapshots;
import org.neronet.man.submit.SubmitChoice;
import org.neronet.man.submit.UploadProgress;

/** Submits selections and folders. */
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
        var snapshots = new CodeSnapshots(history);
        var words = targets.parse(request.words());
        var defined = define(words, request, snapshots);
        var rows = targets.rows(words, defined);
        var place = targets.place(words, rows, request.again());
        var choice = SubmitChoice.of(rows, place.members(), request.again());
        refuseElsewhere(choice.elsewhere());
        refuseLive(request.again() ? choice.attach() : List.of());
        // Files are looked at before any link is opened.
        choice.sent().forEach(row -> snapshots.take(row.experiment()));
        var sender = new Sender(workspace, history, mums, snapshots, progress);
        return place.group() ? divide(place, defined, choice, sender) : send(place, defined, choice, sender);
    }

    /** Whatever could be refused is looked at first, so that a submit that is refused defines nothing. */
    private List<Definition> define(Targets.Words words, SubmitRequest request, CodeSnapshots snapshots) {
        if (words.folders().isEmpty()) {
            return List.of();
        }
        var experiments = Targets.read(words.folders(), request.limit(), workspace.notices());
        var selected = targets.rows(words, List.of());
        if (!request.again() || words.place().isPresent()) {
            targets.place(words, selected, request.again());
        }
        return new Definer(workspace, history, snapshots).define(experiments);
    }

    private static SubmitOutcome send(Place place, List<Definition> defined, SubmitChoice choice, Sender sender) {
        var all = Map.of(place.name(), choice.start());
        var parts = clusters(place, choice).stream()
                .map(name -> sender.send(name, part(name, choice, all)))
                .toList();
        return new SubmitOutcome(place, defined, parts, Map.of());
    }

    /** Each part is a submit to one cluster; what was cut off belongs to its cluster already. */
    private SubmitOutcome divide(Place place, List<Definition> defined, SubmitChoice choice, Sender sender) {
        var division = Division.of(place, choice, mums);
        var parts = new ArrayList<Part>();
        for (var name : clusters(place, choice)) {
            var trouble = Optional.ofNullable(division.leftOut().get(name));
            parts.add(sender.trySending(name, part(name, choice, division.shares()), trouble));
        }
        return new SubmitOutcome(place, defined, parts, division.leftOut());
    }

    /** Those of the place, then those where something of the selection has ended. */
    private static Set<String> clusters(Place place, SubmitChoice choice) {
        var names = new LinkedHashSet<>(place.members());
        choice.ended().forEach(row -> names.add(cluster(row)));
        return names;
    }

    private static SubmitChoice part(String name, SubmitChoice choice, Map<String, List<ExperimentRow>> start) {
        return new SubmitChoice(
                start.getOrDefault(name, List.of()),
                of(name, choice.resend()),
                of(name, choice.attach()),
                of(name, choice.ended()),
                List.of());
    }

    static List<ExperimentRow> of(String cluster, List<ExperimentRow> rows) {
        return rows.stream().filter(row -> cluster(row).equals(cluster)).toList();
    }

    private static String cluster(ExperimentRow row) {
        return row.latest().map(AttemptRow::cluster).orElseThrow();
    }

    private static void refuseElsewhere(List<ExperimentRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var other = cluster(rows.get(0));
        var ids = ids(of(other, rows));
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
}
