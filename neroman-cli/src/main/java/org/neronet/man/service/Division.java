package org.neronet.man.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Resources;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.report.IdRanges;
import org.neronet.man.submit.CodeSnapshot;
import org.neronet.man.submit.Spread;
import org.neronet.man.submit.SubmitChoice;
import org.neronet.man.submit.Submitter;

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
        var kinds = Kind.of(choice.start());
        var survey = Survey.of(place.members(), kinds.stream().map(Kind::plan).toList(), mums);
        if (survey.members().isEmpty()) {
            throw unreachable(place, survey.leftOut());
        }
        // What is still being sent to a cluster is not known there, and takes its slots all the same.
        var members = survey.members().stream()
                .map(member -> member.with(
                        Submissions.of(member.cluster(), choice.resend()).size()))
                .toList();
        return new Division(shares(place, kinds, survey, members), survey.leftOut());
    }

    /** Experiments that ask for the same, and so fit on the same clusters. */
    private record Kind(AttemptPlan plan, List<ExperimentRow> rows) {
        private record Needs(Resources resources, List<String> sbatchArgs) {}

        static List<Kind> of(List<ExperimentRow> start) {
            var kinds = new LinkedHashMap<Needs, List<ExperimentRow>>();
            for (var row : start) {
                var run = row.experiment().run();
                kinds.computeIfAbsent(new Needs(run.resources(), run.sbatchArgs()), needs -> new ArrayList<>())
                        .add(row);
            }
            return kinds.values().stream()
                    .map(rows -> new Kind(plan(rows.get(0)), rows))
                    .toList();
        }

        /** Whose it is and which files it has makes no difference to what fits. */
        private static AttemptPlan plan(ExperimentRow row) {
            var key = new AttemptKey("0".repeat(32), row.id(), 1);
            return Submitter.plan(key, row.experiment(), new CodeSnapshot(List.of(), Map.of()));
        }
    }

    /** The kinds with the least choice go first, so that what fits anywhere does not take their slots. */
    private static Map<String, List<ExperimentRow>> shares(
            Place place, List<Kind> kinds, Survey survey, List<Spread.Member> members) {
        var now = new LinkedHashMap<String, Spread.Member>();
        members.forEach(member -> now.put(member.cluster(), member));
        var fitting = new LinkedHashMap<Kind, List<String>>();
        for (int i = 0; i < kinds.size(); i++) {
            fitting.put(kinds.get(i), fitting(place, kinds.get(i), i, survey));
        }
        var shares = new HashMap<String, List<ExperimentRow>>();
        fitting.entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getValue().size()))
                .forEach(each -> divide(each.getKey(), each.getValue(), now, shares));
        shares.values().forEach(rows -> rows.sort(Comparator.comparing(ExperimentRow::id)));
        return shares;
    }

    private static List<String> fitting(Place place, Kind kind, int number, Survey survey) {
        var names = survey.members().stream()
                .map(Spread.Member::cluster)
                .filter(name -> survey.trials().get(name).get(number).accepted())
                .toList();
        if (names.isEmpty()) {
            throw misfit(place, kind, number, survey);
        }
        return names;
    }

    private static void divide(
            Kind kind, List<String> names, Map<String, Spread.Member> now, Map<String, List<ExperimentRow>> shares) {
        var members = names.stream().map(now::get).toList();
        int from = 0;
        for (var count : Spread.of(members, kind.rows().size()).entrySet()) {
            var rows = kind.rows().subList(from, from + count.getValue());
            shares.computeIfAbsent(count.getKey(), name -> new ArrayList<>()).addAll(rows);
            now.computeIfPresent(count.getKey(), (name, member) -> member.with(rows.size()));
            from += count.getValue();
        }
    }

    private static NeronetException misfit(Place place, Kind kind, int number, Survey survey) {
        var why = new ArrayList<String>();
        survey.trials()
                .forEach((name, trials) ->
                        why.add(name + ": " + trials.get(number).text()));
        survey.leftOut().forEach((name, fault) -> why.add(name + ": " + fault.getMessage()));
        var ids = IdRanges.text(kind.rows().stream().map(ExperimentRow::id).toList());
        return new NeronetException(
                ExitCode.USAGE,
                "no cluster of '" + place.name() + "' can run " + ids + " (" + String.join("; ", why)
                        + "); nothing was submitted",
                "change resources in config.yaml, or name another cluster");
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
