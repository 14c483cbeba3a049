package org.neronet.man.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.Definition;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.report.IdRanges;
import org.neronet.man.report.Numbers;
import org.neronet.man.report.Printable;
import org.neronet.man.report.StatusJson;
import org.neronet.man.service.SubmitOutcome;
import org.neronet.man.service.SubmitPreview;
import org.neronet.man.service.SubmitPreview.Action;
import org.neronet.man.service.SubmitRequest;

/** What {@code submit} and {@code resubmit} have in common. */
record Submitting(SubmitRequest request, boolean json, boolean watch, boolean untilEnd) {
    ExitCode run(Session session) throws InterruptedException {
        SubmitOutcome outcome;
        try (var uploads = new Uploads(session.terminal())) {
            outcome = session.service().submit(request, uploads);
        }
        tell(outcome, session.terminal());
        show(outcome, session.terminal());
        return attend(outcome, session);
    }

    private static void tell(SubmitOutcome outcome, Terminal terminal) {
        if (!outcome.defined().isEmpty()) {
            terminal.say(AddCommand.summary(outcome.defined()));
            IdleKeys.warn(outcome.defined().stream().map(Definition::experiment).toList(), terminal);
        }
        if (!outcome.started().isEmpty()) {
            terminal.say("submitted to " + outcome.cluster() + " " + Phrases.experiments(ids(outcome.started())));
        }
        if (!outcome.attached().isEmpty()) {
            terminal.say("live on " + outcome.cluster() + " already " + Phrases.experiments(ids(outcome.attached())));
        }
        var ended = outcome.ended();
        if (!ended.isEmpty()) {
            ended.stream().limit(10).forEach(row -> terminal.say("#" + row.id() + " " + state(row)));
            terminal.say((ended.size() > 10 ? "... and " + (ended.size() - 10) + " more that have ended\n" : "")
                    + "to start them once more: neroman resubmit " + outcome.cluster() + " "
                    + IdRanges.text(ids(ended)));
        }
    }

    private static String state(ExperimentRow row) {
        var status = row.latest().map(AttemptRow::status).orElseThrow();
        return status.state().word()
                + status.reason().map(reason -> " (" + reason + ")").orElse("");
    }

    private void show(SubmitOutcome outcome, Terminal terminal) {
        if (json) {
            var document = new LinkedHashMap<String, Object>();
            document.put("schema", StatusJson.SCHEMA);
            document.put("cluster", outcome.cluster());
            document.put("submitted", ids(outcome.started()));
            document.put("attached", ids(outcome.attached()));
            document.put("ended", ids(outcome.ended()));
            terminal.print(Json.write(document));
        } else if (!terminal.interactive() && !watch) {
            outcome.live()
                    .forEach(row -> terminal.print(
                            row.id() + " " + Printable.line(row.experiment().name())));
        }
    }

    private ExitCode attend(SubmitOutcome outcome, Session session) throws InterruptedException {
        boolean monitor = watch || session.terminal().interactive() && !json;
        if (!monitor && !untilEnd) {
            return ExitCode.OK;
        }
        var all =
                Stream.concat(outcome.live().stream(), outcome.ended().stream()).toList();
        if (outcome.live().isEmpty() && !untilEnd) {
            return ExitCode.OK;
        }
        var shown = monitor ? Monitor.onOut(session) : Monitor.onErr(session);
        var report = shown.watch(List.of(IdRanges.text(ids(all))));
        return untilEnd ? Monitor.exitCode(report) : ExitCode.OK;
    }

    ExitCode preview(Session session) {
        var preview = session.service().preview(request);
        var terminal = session.terminal();
        if (json) {
            var document = new LinkedHashMap<String, Object>();
            document.put("schema", StatusJson.SCHEMA);
            document.put("cluster", preview.cluster());
            document.put(
                    "experiments",
                    preview.items().stream().map(Submitting::json).toList());
            terminal.print(Json.write(document));
        } else {
            preview.items().forEach(item -> terminal.print(line(item)));
            terminal.say(total(preview));
        }
        return ExitCode.OK;
    }

    private static String line(SubmitPreview.Item item) {
        var what = switch (item.action()) {
            case START -> CheckCommand.words(item.experiment().run().argv());
            case ATTACH -> "(live there already)";
            case ENDED -> "(has ended)";
            case ELSEWHERE -> "(live on another cluster)";
        };
        var files =
                item.code().map(code -> "  [" + code.files().size() + " files, " + Numbers.bytes(code.bytes()) + "]");
        var id = item.id().map(number -> number + " ").orElse("");
        return Printable.line(id + item.experiment().name() + "  " + what + files.orElse(""));
    }

    private static String total(SubmitPreview preview) {
        var sizes = new LinkedHashMap<String, Long>();
        preview.items()
                .forEach(item -> item.code()
                        .ifPresent(code -> code.files().forEach(file -> sizes.put(file.sha256(), file.size()))));
        long starts = preview.items().stream()
                .filter(item -> item.action() == Action.START)
                .count();
        long bytes = sizes.values().stream().mapToLong(Long::longValue).sum();
        return "dry run: " + starts + " would be submitted to " + preview.cluster() + ", with " + sizes.size()
                + " different files, " + Numbers.bytes(bytes);
    }

    private static Map<String, Object> json(SubmitPreview.Item item) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", item.id().orElse(null));
        json.put("name", item.experiment().name());
        json.put("action", item.action().name().toLowerCase(Locale.ROOT));
        json.put("argv", item.experiment().run().argv());
        json.put(
                "files",
                item.code()
                        .map(code -> code.files().stream().map(CodeFile::path).toList())
                        .orElse(null));
        json.put("bytes", item.code().map(code -> (Object) code.bytes()).orElse(null));
        return json;
    }

    private static List<Long> ids(List<ExperimentRow> rows) {
        return rows.stream().map(ExperimentRow::id).toList();
    }
}
