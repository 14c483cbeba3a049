package org.neronet.man.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.history.Described;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.report.IdRanges;
import org.neronet.man.service.SubmitOutcome.Part;
import org.neronet.man.submit.CodeSnapshots;
import org.neronet.man.submit.SubmitChoice;
import org.neronet.man.submit.Submitter;
import org.neronet.man.submit.UploadProgress;

/** Brings what was chosen for one cluster to its mum. */
record Sender(Workspace workspace, History history, Mums mums, CodeSnapshots snapshots, UploadProgress progress) {

    /** @throws NeronetException when it could not be brought there; what was begun is brought by the same submit again */
    Part send(String cluster, SubmitChoice choice) {
        if (!choice.sends()) {
            return new Part(cluster, List.of(), choice.attach(), choice.ended(), List.of(), Optional.empty());
        }
        // The link is open before anything is begun.
        mums.line(cluster);
        var mum = new PatientDoor(cluster, mums, workspace);
        new SourceKeeper(history)
                .keep(choice.sent().stream()
                        .map(row -> snapshots.take(row.experiment()))
                        .toList());
        snapshots.remember();
        var submitter = new Submitter(history, workspace.home().homeId(), workspace.provenance(), workspace.clock());
        var brought = new HashSet<>(submitter.submit(mum, cluster, choice, snapshots, progress));
        noteWhatWasSent(choice.start());
        readState(cluster);
        var started = new ArrayList<ExperimentRow>();
        var attached = new ArrayList<>(choice.attach());
        choice.sent().forEach(row -> (brought.contains(row.id()) ? started : attached).add(row));
        return new Part(cluster, started, attached, choice.ended(), List.of(), Optional.empty());
    }

    private void noteWhatWasSent(List<ExperimentRow> rows) {
        var sent = new TreeMap<Long, Described>();
        rows.forEach(
                row -> sent.put(row.id(), new Described(row.experiment(), snapshots.identifying(row.experiment()))));
        var changed = history.sent(sent);
        if (!changed.isEmpty()) {
            workspace
                    .notices()
                    .accept("the files of " + IdRanges.text(changed)
                            + " had changed since they were defined or sent last; they were sent as they are now");
        }
    }

    private void readState(String cluster) {
        try {
            mums.sync(cluster, Duration.ZERO);
        } catch (NeronetException e) {
            workspace.notices().accept("submitted, but their state could not be read: " + e.getMessage());
        }
    }

    /** The same, where one cluster's trouble must not keep the others from getting theirs. */
    Part trySending(String cluster, SubmitChoice choice, Optional<NeronetException> known) {
        if (known.isPresent() && choice.sends()) {
            return unsent(cluster, choice, known.get());
        }
        try {
            return send(cluster, choice);
        } catch (NeronetException e) {
            return unsent(cluster, choice, e);
        }
    }

    private static Part unsent(String cluster, SubmitChoice choice, NeronetException trouble) {
        return new Part(cluster, List.of(), choice.attach(), choice.ended(), choice.sent(), Optional.of(trouble));
    }
}
