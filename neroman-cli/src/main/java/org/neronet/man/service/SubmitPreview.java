package org.neronet.man.service;

import java.util.List;
import java.util.Optional;
import org.neronet.man.spec.Experiment;
import org.neronet.man.submit.CodeSnapshot;

/** What a submit would do, found without a link. */
public record SubmitPreview(String cluster, List<Item> items) {
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
     */
    public record Item(Optional<Long> id, Experiment experiment, Action action, Optional<CodeSnapshot> code) {}
}
