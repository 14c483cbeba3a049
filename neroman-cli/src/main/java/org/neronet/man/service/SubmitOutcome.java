package org.neronet.man.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.neronet.man.history.Definition;
import org.neronet.man.history.ExperimentRow;

/**
 * What a submit did.
 *
 * @param defined what was defined on the way, when a folder was named
 * @param started brought to mum by this call
 * @param attached were live there already
 * @param ended had ended and were left alone
 */
public record SubmitOutcome(
        String cluster,
        List<Definition> defined,
        List<ExperimentRow> started,
        List<ExperimentRow> attached,
        List<ExperimentRow> ended) {
    /** Started and attached ones in id order. */
    public List<ExperimentRow> live() {
        var live = new ArrayList<>(started);
        live.addAll(attached);
        live.sort(Comparator.comparingLong(ExperimentRow::id));
        return live;
    }
}
