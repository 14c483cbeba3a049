package org.neronet.man.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.man.config.Clusters;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.service.SubmitPreview.Action;
import org.neronet.man.service.SubmitPreview.Item;
import org.neronet.man.spec.Experiment;
import org.neronet.man.submit.CodeSnapshot;
import org.neronet.man.submit.CodeSnapshots;
import org.neronet.man.submit.SubmitChoice;
import org.neronet.man.submit.Submitter;

/** Tells what submitting selections and folders would do, from what is known here. */
final class Previews {
    private final Workspace workspace;
    private final Clusters clusters;
    private final Targets targets;

    Previews(Workspace workspace, Clusters clusters, Targets targets) {
        this.workspace = workspace;
        this.clusters = clusters;
        this.targets = targets;
    }

    SubmitPreview preview(SubmitRequest request) {
        var words = targets.parse(request.words());
        var rows = targets.rows(words, List.of());
        var place = targets.place(words, rows, request.again());
        var fresh = words.selection().left(Targets.read(words.folders(), request.limit(), workspace.notices()));
        var planner = place.group()
                ? Optional.<BatchPlanner>empty()
                : Optional.of(new BatchPlanner(clusters.get(place.name())));
        var made = new Making(planner, workspace.home().homeId());
        var actions = actions(SubmitChoice.of(rows, place.members(), request.again()));
        rows.forEach(row -> made.add(row, actions.get(row.id())));
        fresh.forEach(made::addFresh);
        return new SubmitPreview(place, List.copyOf(made.items), made.batches());
    }

    private static Map<Long, Action> actions(SubmitChoice choice) {
        var actions = new HashMap<Long, Action>();
        choice.sent().forEach(row -> actions.put(row.id(), Action.START));
        choice.attach().forEach(row -> actions.put(row.id(), Action.ATTACH));
        choice.ended().forEach(row -> actions.put(row.id(), Action.ENDED));
        choice.elsewhere().forEach(row -> actions.put(row.id(), Action.ELSEWHERE));
        return actions;
    }

    /** Gathers the items of one preview. */
    private static final class Making {
        private final Optional<BatchPlanner> planner;
        private final String homeId;
        private final CodeSnapshots snapshots = new CodeSnapshots();
        private final List<Item> items = new ArrayList<>();
        private final List<Item> started = new ArrayList<>();
        private final List<AttemptPlan> plans = new ArrayList<>();

        private Making(Optional<BatchPlanner> planner, String homeId) {
            this.planner = planner;
            this.homeId = homeId;
        }

        private void add(ExperimentRow row, Action action) {
            if (action == Action.START) {
                start(Optional.of(row.id()), attempt(row), row.experiment());
            } else {
                var id = Optional.of(row.id());
                items.add(new Item(id, row.experiment(), action, Optional.empty(), Optional.empty()));
            }
        }

        /** An attempt whose sending was cut off is sent again under its number. */
        private static int attempt(ExperimentRow row) {
            int last = row.latest().map(AttemptRow::attempt).orElse(0);
            return row.latest().filter(AttemptRow::isSending).isPresent() ? last : last + 1;
        }

        private void addFresh(Experiment experiment) {
            start(Optional.empty(), 1, experiment);
        }

        private void start(Optional<Long> id, int attempt, Experiment experiment) {
            CodeSnapshot code = snapshots.take(experiment);
            // Without an id nothing that is shown is made from the key's.
            var plan = Submitter.plan(new AttemptKey(homeId, id.orElse(1L), attempt), experiment, code);
            var scripts = planner.map(cluster -> cluster.scripts(plan, id));
            var item = new Item(id, experiment, Action.START, Optional.of(code), scripts);
            items.add(item);
            started.add(item);
            plans.add(plan);
        }

        private List<SubmitPreview.Batch> batches() {
            return planner.map(cluster -> cluster.batches(plans, started)).orElse(List.of());
        }
    }
}
