package org.neronet.man.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.man.config.Clusters;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.Described;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
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
    private final History history;
    private final Clusters clusters;
    private final Targets targets;

    Previews(Workspace workspace, History history, Clusters clusters, Targets targets) {
        this.workspace = workspace;
        this.history = history;
        this.clusters = clusters;
        this.targets = targets;
    }

    SubmitPreview preview(SubmitRequest request) {
        var snapshots = new CodeSnapshots(history);
        var words = targets.parse(request.words());
        var read = words.selection().left(Targets.read(words.folders(), request.limit(), workspace.notices()));
        var found = Found.of(targets.rows(words, List.of()), read, history, snapshots);
        var place = targets.place(words, found.rows(), request.again());
        var planner = place.group()
                ? Optional.<BatchPlanner>empty()
                : Optional.of(new BatchPlanner(clusters.get(place.name())));
        var made = new Making(planner, workspace.home().homeId(), snapshots);
        var actions = actions(SubmitChoice.of(found.rows(), place.members(), request.again()));
        found.rows().forEach(row -> made.add(row, actions.get(row.id())));
        found.fresh().forEach(made::addFresh);
        return new SubmitPreview(place, List.copyOf(made.items), made.batches());
    }

    /**
     * What the words mean now.
     *
     * @param rows with ids, in their order
     * @param fresh would be defined first
     */
    private record Found(List<ExperimentRow> rows, List<Experiment> fresh) {
        /** @param read of folders: some of them, or all, are known already */
        static Found of(List<ExperimentRow> selected, List<Experiment> read, History history, CodeSnapshots snapshots) {
            var rows = new TreeMap<Long, ExperimentRow>();
            selected.forEach(row -> rows.put(row.id(), row));
            var ids = history.forecast(read.stream()
                    .map(each -> new Described(each, snapshots.identifying(each)))
                    .toList());
            var known = new HashMap<Long, ExperimentRow>();
            history.experiments(ids.stream().flatMap(Optional::stream).toList())
                    .forEach(row -> known.put(row.id(), row));
            var fresh = new ArrayList<Experiment>();
            for (int i = 0; i < read.size(); i++) {
                var now = read.get(i);
                ids.get(i)
                        .map(known::get)
                        .ifPresentOrElse(row -> rows.put(row.id(), row.with(now)), () -> fresh.add(now));
            }
            return new Found(List.copyOf(rows.values()), fresh);
        }
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
        private final CodeSnapshots snapshots;
        private final List<Item> items = new ArrayList<>();
        private final List<Item> started = new ArrayList<>();
        private final List<AttemptPlan> plans = new ArrayList<>();

        private Making(Optional<BatchPlanner> planner, String homeId, CodeSnapshots snapshots) {
            this.planner = planner;
            this.homeId = homeId;
            this.snapshots = snapshots;
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
