package org.neronet.man.submit;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.experiment.AttemptState;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.ExperimentRow;

/**
 * What a submit means for each selected experiment; a pure function of what is known.
 *
 * @param start never tried, or tried and never taken by the scheduler: a new attempt
 * @param resend an earlier submit was cut off before mum confirmed: the same attempt once more
 * @param attach already live on this cluster: nothing to do but watch
 * @param ended needs {@code resubmit}
 * @param elsewhere live on another cluster
 */
public record SubmitChoice(
        List<ExperimentRow> start,
        List<ExperimentRow> resend,
        List<ExperimentRow> attach,
        List<ExperimentRow> ended,
        List<ExperimentRow> elsewhere) {
    /** @param again whether ended experiments are started once more */
    public static SubmitChoice of(List<ExperimentRow> rows, String cluster, boolean again) {
        var choice = new SubmitChoice(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        rows.forEach(row -> choice.listFor(row, cluster, again).add(row));
        return choice;
    }

    private List<ExperimentRow> listFor(ExperimentRow row, String cluster, boolean again) {
        if (row.latest().isEmpty()) {
            return start;
        }
        AttemptRow attempt = row.latest().get();
        if (attempt.isLive()) {
            return !attempt.cluster().equals(cluster) ? elsewhere : attempt.isSending() ? resend : attach;
        }
        return again || attempt.status().state() == AttemptState.SUBMIT_FAILED ? start : ended;
    }

    /** Whether anything must be sent. */
    public boolean sends() {
        return !start.isEmpty() || !resend.isEmpty();
    }
}
