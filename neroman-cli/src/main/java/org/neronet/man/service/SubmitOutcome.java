package org.neronet.man.service;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.history.Definition;
import org.neronet.man.history.ExperimentRow;

/**
 * What a submit did.
 *
 * @param defined what was defined on the way, when a folder was named
 * @param parts cluster by cluster
 * @param leftOut clusters of a group that could not be asked, and why
 */
public record SubmitOutcome(
        Place place, List<Definition> defined, List<Part> parts, Map<String, NeronetException> leftOut) {
    /**
     * What a submit did on one cluster.
     *
     * @param started brought to mum by this call
     * @param attached were live there already
     * @param ended had ended there and were left alone
     * @param unsent may have reached mum or not: the same submit again brings them there
     * @param trouble why
     */
    public record Part(
            String cluster,
            List<ExperimentRow> started,
            List<ExperimentRow> attached,
            List<ExperimentRow> ended,
            List<ExperimentRow> unsent,
            Optional<NeronetException> trouble) {}

    /** All that this call brought to a mum, in id order. */
    public List<ExperimentRow> started() {
        return all(part -> part.started().stream());
    }

    /** All that were live already, in id order. */
    public List<ExperimentRow> attached() {
        return all(part -> part.attached().stream());
    }

    /** All that have ended, in id order. */
    public List<ExperimentRow> ended() {
        return all(part -> part.ended().stream());
    }

    /** Started and attached ones in id order. */
    public List<ExperimentRow> live() {
        return all(part -> Stream.concat(part.started().stream(), part.attached().stream()));
    }

    private List<ExperimentRow> all(Function<Part, Stream<ExperimentRow>> which) {
        return parts.stream()
                .flatMap(which)
                .sorted(Comparator.comparingLong(ExperimentRow::id))
                .toList();
    }
}
