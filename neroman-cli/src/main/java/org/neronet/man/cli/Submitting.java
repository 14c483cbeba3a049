package org.neronet.man.cli;

import java.util.List;
import java.util.stream.Stream;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.Definition;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.report.IdRanges;
import org.neronet.man.report.Printable;
import org.neronet.man.service.SubmitOutcome;
import org.neronet.man.service.SubmitOutcome.Part;
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
        var code = attend(outcome, session);
        return code == ExitCode.OK ? trouble(outcome) : code;
    }

    /** What could not be brought to its cluster is a fault, whatever went well elsewhere. */
    private static ExitCode trouble(SubmitOutcome outcome) {
        return outcome.parts().stream()
                .flatMap(part -> part.trouble().stream())
                .map(NeronetException::code)
                .findFirst()
                .orElse(ExitCode.OK);
    }

    private static void tell(SubmitOutcome outcome, Terminal terminal) {
        if (!outcome.defined().isEmpty()) {
            terminal.say(AddCommand.summary(outcome.defined()));
            IdleKeys.warn(outcome.defined().stream().map(Definition::experiment).toList(), terminal);
        }
        outcome.leftOut().forEach((cluster, why) -> terminal.say(cluster + " is left out: " + why.getMessage()));
        outcome.parts().forEach(part -> lines(part, outcome.place().group()).forEach(terminal::say));
        tellEnded(outcome, terminal);
    }

    private static List<String> lines(Part part, boolean ofGroup) {
        var started = part.started().isEmpty() ? "" : Phrases.experiments(ids(part.started()));
        var attached = part.attached().isEmpty() ? "" : Phrases.experiments(ids(part.attached()));
        if (!ofGroup) {
            return Stream.of(
                            started.isEmpty() ? "" : "submitted to " + part.cluster() + " " + started,
                            attached.isEmpty() ? "" : "live on " + part.cluster() + " already " + attached)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
        var all = Stream.of(
                        started.isEmpty() ? "" : "submitted " + started,
                        attached.isEmpty() ? "" : "live already " + attached,
                        part.trouble().map(why -> unsent(part, why)).orElse(""))
                .filter(text -> !text.isEmpty())
                .toList();
        return all.isEmpty() ? List.of() : List.of(part.cluster() + ": " + String.join("; ", all));
    }

    private static String unsent(Part part, NeronetException why) {
        return "not confirmed " + Phrases.experiments(ids(part.unsent())) + " (" + why.getMessage()
                + "); the same line again sends them there";
    }

    private static void tellEnded(SubmitOutcome outcome, Terminal terminal) {
        var ended = outcome.ended();
        if (!ended.isEmpty()) {
            ended.stream().limit(10).forEach(row -> terminal.say("#" + row.id() + " " + state(row)));
            terminal.say((ended.size() > 10 ? "... and " + (ended.size() - 10) + " more that have ended\n" : "")
                    + "to start them once more: neroman resubmit "
                    + outcome.place().name() + " " + IdRanges.text(ids(ended)));
        }
    }

    private static String state(ExperimentRow row) {
        var status = row.latest().map(AttemptRow::status).orElseThrow();
        return status.state().word()
                + status.reason().map(reason -> " (" + reason + ")").orElse("");
    }

    private void show(SubmitOutcome outcome, Terminal terminal) {
        if (json) {
            terminal.print(Json.write(SubmitJson.of(outcome)));
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
        if (all.isEmpty() || outcome.live().isEmpty() && !untilEnd) {
            return ExitCode.OK;
        }
        var begun = ids(outcome.live());
        var shown = monitor ? Monitor.onOut(session, begun) : Monitor.onErr(session, begun);
        shown.watch(List.of(IdRanges.text(ids(all))));
        return untilEnd ? shown.exitCode() : ExitCode.OK;
    }

    static List<Long> ids(List<ExperimentRow> rows) {
        return rows.stream().map(ExperimentRow::id).toList();
    }
}
