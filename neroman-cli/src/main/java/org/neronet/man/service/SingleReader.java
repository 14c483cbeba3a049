package org.neronet.man.service;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.neronet.common.event.MetricSource;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Suggestion;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.history.MetricPoint;
import org.neronet.man.history.MetricSummary;
import org.neronet.man.report.DiffReport;
import org.neronet.man.report.Dossier;
import org.neronet.man.report.ExperimentReport;
import org.neronet.man.report.IdRanges;
import org.neronet.man.report.MetricsReport;

/** What is told of a single experiment: its output, values, differences, and the page with all of it. */
final class SingleReader {
    private final Workspace workspace;
    private final History history;
    private final StatusReader reader;
    private final LogReader logs;

    SingleReader(Workspace workspace, History history, StatusReader reader, LogReader logs) {
        this.workspace = workspace;
        this.history = history;
        this.reader = reader;
        this.logs = logs;
    }

    void logs(LogRequest request, OutputStream stdout, OutputStream stderr) throws IOException, InterruptedException {
        // A cluster that cannot be asked says so itself when its output is read; once is enough.
        var row = upToDate(one(request.word()), trouble -> {});
        var out = new Watched(stdout);
        var err = new Watched(stderr);
        logs.read(row, request, out, err);
        boolean neverStarted =
                row.latest().filter(a -> a.status().startedAt().isEmpty()).isPresent();
        if (neverStarted && !out.isTouched() && !err.isTouched()) {
            workspace.notices().accept("#" + row.id() + " has printed nothing");
        }
    }

    /** @param number of one attempt alone; without it the newest one, joined with those that it goes on from */
    MetricsReport metrics(String word, List<String> names, Optional<Integer> number) {
        var row = upToDate(one(word), workspace.notices());
        var attempt = row.latest()
                .orElseThrow(() -> new NeronetException(
                        ExitCode.NOT_FOUND,
                        row.id() + " was never submitted, so it has no metrics",
                        "neroman submit " + row.id()));
        int shown = number.map(wanted -> attempt(row, wanted)).orElse(attempt.attempt());
        var known = (number.isPresent()
                        ? history.metricSummary(row.id(), shown)
                        : history.joinedSummary(row.id(), shown))
                .stream().map(MetricSummary::name).toList();
        var series = new LinkedHashMap<String, List<MetricPoint>>();
        for (var name : names.isEmpty() ? reported(known) : expanded(names, known)) {
            if (!known.contains(name)) {
                throw new NeronetException(
                        ExitCode.NOT_FOUND,
                        row.id() + " has no metric '" + name + "'" + Suggestion.text(name, known),
                        known.isEmpty() ? "it has none so far" : "it has " + String.join(", ", known));
            }
            series.put(
                    name,
                    number.isPresent()
                            ? history.series(row.id(), shown, name)
                            : history.joinedSeries(row.id(), shown, name));
        }
        return new MetricsReport(row.id(), shown, series);
    }

    private static int attempt(ExperimentRow row, int wanted) {
        int last = row.latest().orElseThrow().attempt();
        if (wanted < 1 || wanted > last) {
            throw new NeronetException(
                    ExitCode.NOT_FOUND,
                    row.id() + " has no attempt " + wanted,
                    last == 1 ? "it has one: --attempt 1" : "it has " + last + ": --attempt 1 to --attempt " + last);
        }
        return wanted;
    }

    private static List<String> reported(List<String> known) {
        return known.stream().filter(name -> !MetricSource.isResource(name)).toList();
    }

    /** The word {@code resources} stands for all that the program used. */
    private static List<String> expanded(List<String> names, List<String> known) {
        var all = new ArrayList<String>();
        for (var name : names) {
            if (name.equals(MetricSource.RESOURCES.name()) && !known.contains(name)) {
                known.stream().filter(MetricSource::isResource).forEach(all::add);
            } else {
                all.add(name);
            }
        }
        return all;
    }

    DiffReport diff(List<String> words) {
        var differ = new Differ(workspace, history);
        var first = one(words.get(0));
        return words.size() == 1 ? differ.sinceThen(first) : differ.between(first, one(words.get(1)));
    }

    /** Also of a deleted one. */
    Dossier show(String word) {
        var ids = new EvenDeleted(history, reader::rows).ids(List.of(word));
        needOne(word, ids);
        var row = history.experiment(ids.get(0)).orElseThrow();
        return new DossierReader(history).read(upToDate(row, workspace.notices()));
    }

    /** @throws NeronetException (usage) when the word means several */
    ExperimentRow one(String word) {
        var rows = reader.rows(List.of(word));
        needOne(word, rows.stream().map(ExperimentRow::id).toList());
        return rows.get(0);
    }

    private static void needOne(String word, List<Long> ids) {
        if (ids.size() != 1) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "'" + word + "' means " + ids.size() + " experiments, and one is needed",
                    "name one of " + IdRanges.text(ids));
        }
    }

    /** Live ones may have ended meanwhile; what cannot be asked is shown as it is known. */
    private ExperimentRow upToDate(ExperimentRow row, Consumer<String> notices) {
        if (row.latest().filter(AttemptRow::isLive).isEmpty()) {
            return row;
        }
        reader.bringUpToDate(List.of(new ExperimentReport(row, List.of())), notices);
        return history.experiment(row.id()).orElse(row);
    }
}
