package org.neronet.man.submit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.neronet.common.experiment.AttemptState;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.ExperimentRow;

/**
 * What a submit means for each selected experiment; a pure function of what is known.
 *
 * @param start never tried, or tried and never taken by the scheduler: a new attempt
 * @param resend an earlier submit was cut off before mum confirmed: the same attempt once more
 * @param attach already live on one of these clusters: nothing to do but watch
 * @param ended needs {@code resubmit}
 * @param elsewhere live on another cluster
 */
public record SubmitChoice(
        List<ExperimentRow> start,
        List<ExperimentRow> resend,
        List<ExperimentRow> attach,
        List<ExperimentRow> ended,
        List<ExperimentRow> elsewhere) {
    /**
     * @param clusters to which they may go
     * @param again whether ended experiments are started once more
     */
    public static SubmitChoice of(List<ExperimentRow> rows, Collection<String> clusters, boolean again) {
        var choice = new SubmitChoice(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        rows.forEach(row -> choice.listFor(row, clusters, again).add(row));
        return choice;
    }

    private List<ExperimentRow> listFor(ExperimentRow row, Collection<String> clusters, boolean again) {
        if (row.latest().isEmpty()) {
            return start;
        }
        AttemptRow attempt = row.latest().get();
        if (attempt.isLive()) {
            return !clusters.contains(attempt.cluster()) ? elsewhere : attempt.isSending() ? resend : attach;
        }
        return again || attempt.status().state() == AttemptState.SUBMIT_FAILED ? start : ended;
    }

    /** What must be sent, new attempts first. */
    public List<ExperimentRow> sent() {
        return Stream.concat(start.stream(), resend.stream()).toList();
    }

    /** Whether anything must be sent. */
    public boolean sends() {
        return !start.isEmpty() || !resend.isEmpty();
    }
}
