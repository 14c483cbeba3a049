package org.neronet.man.service;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.neronet.man.history.Definition;
import org.neronet.man.history.Described;
import org.neronet.man.history.History;
import org.neronet.man.provenance.Provenance;
import org.neronet.man.spec.Experiment;
import org.neronet.man.submit.CodeSnapshots;

/** Defines experiments with all that makes them what they are: their files, and where they come from. */
final class Definer {
    private final Workspace workspace;
    private final History history;
    private final CodeSnapshots snapshots;

    Definer(Workspace workspace, History history, CodeSnapshots snapshots) {
        this.workspace = workspace;
        this.history = history;
        this.snapshots = snapshots;
    }

    /** Nothing is defined when the files of one cannot be read. */
    List<Definition> define(List<Experiment> experiments) {
        var taken = experiments.stream().map(snapshots::take).toList();
        var described = new java.util.ArrayList<Described>();
        var origins = new HashMap<Path, Provenance>();
        for (int i = 0; i < experiments.size(); i++) {
            described.add(new Described(experiments.get(i), snapshots.identifying(experiments.get(i))));
            origins.computeIfAbsent(experiments.get(i).folder(), workspace.provenance());
        }
        var defined = history.define(described, origins, workspace.clock().instant());
        new SourceKeeper(history).keep(taken);
        snapshots.remember();
        return defined;
    }
}
