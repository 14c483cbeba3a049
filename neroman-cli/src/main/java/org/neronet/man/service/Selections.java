package org.neronet.man.service;

import java.util.List;
import java.util.function.Supplier;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.history.Selection;
import org.neronet.man.history.Viewpoint;

/** Finds the experiments that words mean to the user, where and when she typed them. */
record Selections(History history, Supplier<Viewpoint> viewpoint) {
    /** In id order; no words mean all that are not deleted. */
    List<ExperimentRow> find(List<String> words) {
        return find(Selection.parse(words));
    }

    List<ExperimentRow> find(Selection selection) {
        return history.find(selection.from(viewpoint.get()));
    }

    /** The name that the history has for a folder. */
    String folder(String typed) {
        return viewpoint.get().folder(typed);
    }
}
