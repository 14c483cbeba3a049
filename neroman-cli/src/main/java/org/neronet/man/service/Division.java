package org.neronet.man.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.submit.Spread;
import org.neronet.man.submit.SubmitChoice;

/**
 * Which cluster of a group gets which of the experiments that start.
 *
 * @param leftOut clusters that could not be asked, and why
 */
record Division(Map<String, List<ExperimentRow>> shares, Map<String, NeronetException> leftOut) {
    /**
     * Asks the clusters when there is something to divide.
     *
     * @throws NeronetException (connection) when none of them can be asked
     */
    static Division of(Place place, SubmitChoice choice, Mums mums) {
        if (choice.start().isEmpty()) {
            return new Division(Map.of(), Map.of());
        }
        var survey = Survey.of(place.members(), mums);
        if (survey.members().isEmpty()) {
            throw unreachable(place, survey.leftOut());
        }
        // What is still being sent to a cluster is not known there, and takes its slots all the same.
        var members = survey.members().stream()
                .map(member -> member.with(
                        Submissions.of(member.cluster(), choice.resend()).size()))
                .toList();
        return new Division(
                slices(choice.start(), Spread.of(members, choice.start().size())), survey.leftOut());
    }

    private static Map<String, List<ExperimentRow>> slices(List<ExperimentRow> start, Map<String, Integer> counts) {
        var slices = new HashMap<String, List<ExperimentRow>>();
        int from = 0;
        for (var count : counts.entrySet()) {
            slices.put(count.getKey(), start.subList(from, from + count.getValue()));
            from += count.getValue();
        }
        return slices;
    }

    private static NeronetException unreachable(Place place, Map<String, NeronetException> leftOut) {
        var why = leftOut.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue().getMessage())
                .collect(Collectors.joining("; "));
        return new NeronetException(
                ExitCode.CONNECTION,
                "no cluster of '" + place.name() + "' can be reached (" + why + "); nothing was submitted",
                "see that one can: neroman mum status " + place.members().get(0));
    }
}
