package org.neronet.man.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.experiment.AttemptState;

/**
 * Experiments and the clusters that know of them.
 *
 * @param experiments in id order
 * @param folderChanged by id, whether the folder differs from what was sent, or defined; absent when that is not known
 */
public record StatusReport(
        List<ExperimentReport> experiments, List<ClusterReport> clusters, Map<Long, Boolean> folderChanged) {
    public StatusReport {
        experiments = List.copyOf(experiments);
        clusters = List.copyOf(clusters);
        folderChanged = Map.copyOf(folderChanged);
    }

    /** Without a look at the folders. */
    public StatusReport(List<ExperimentReport> experiments, List<ClusterReport> clusters) {
        this(experiments, clusters, Map.of());
    }

    /** How many experiments are in each state that occurs, in the order of {@link AttemptState}. */
    public Map<AttemptState, Integer> counts() {
        var counts = new EnumMap<AttemptState, Integer>(AttemptState.class);
        experiments.forEach(each -> counts.merge(each.state(), 1, Integer::sum));
        return counts;
    }

    public boolean hasLive() {
        return experiments.stream().anyMatch(ExperimentReport::isLive);
    }

    public boolean hasFailed() {
        return experiments.stream().anyMatch(ExperimentReport::hasFailed);
    }

    public List<Long> ids() {
        return experiments.stream().map(ExperimentReport::id).toList();
    }
}
