package org.neronet.man.service;

import java.util.List;
import java.util.Optional;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.man.spec.Experiment;
import org.neronet.man.submit.CodeSnapshot;

/**
 * What a submit would do, found without a link. What only the cluster knows stands in it as a placeholder such as
 * {@code <token>}.
 *
 * @param batches empty for a group, because the division is decided at submit
 */
public record SubmitPreview(Place place, List<Item> items, List<Batch> batches) {
    /** What would become of an experiment. */
    public enum Action {
        START,
        ATTACH,
        ENDED,
        ELSEWHERE
    }

    /**
     * One experiment.
     *
     * @param id empty when it would be defined first
     * @param code empty unless it would be started
     * @param scripts empty unless it would be started on a known cluster
     */
    public record Item(
            Optional<Long> id,
            Experiment experiment,
            Action action,
            Optional<CodeSnapshot> code,
            Optional<Scripts> scripts) {}

    /**
     * The two files that the parent script sources to become the program.
     *
     * @param environment {@code env.sh}
     * @param argv {@code argv.sh}
     */
    public record Scripts(String environment, String argv) {}

    /**
     * Experiments that share one call, because they are alike.
     *
     * @param call what the scheduler is asked with; empty on a direct cluster
     * @param fault why it would be refused
     * @param first the plan of the first of them
     */
    public record Batch(
            List<Item> items, Optional<SchedulerCall> call, Optional<String> fault, Optional<AttemptPlan> first) {
        /** A batch whose plan nobody asks for. */
        public Batch(List<Item> items, Optional<SchedulerCall> call, Optional<String> fault) {
            this(items, call, fault, Optional.empty());
        }
    }

    /**
     * What is handed to a scheduler.
     *
     * @param words of the command
     * @param script of the job
     */
    public record SchedulerCall(List<String> words, String script) {}
}
