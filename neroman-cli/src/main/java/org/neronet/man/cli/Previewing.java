package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.common.wire.Trial;
import org.neronet.man.report.Numbers;
import org.neronet.man.report.Printable;
import org.neronet.man.service.SubmitPreview;
import org.neronet.man.service.SubmitPreview.Action;
import org.neronet.man.service.SubmitPreview.Batch;
import org.neronet.man.service.SubmitPreview.Item;
import org.neronet.man.service.SubmitRequest;

/**
 * Shows what {@code submit} would do: a line for each experiment, and behind an empty line what the cluster would get.
 *
 * @param files whether they are listed, too
 * @param testOnly whether the scheduler is asked
 */
record Previewing(SubmitRequest request, boolean json, boolean files, boolean testOnly) {
    ExitCode run(Session session) {
        var preview = session.service().preview(request);
        var terminal = session.terminal();
        var asked = testOnly ? ask(session, preview) : new Asked(List.of(), Optional.empty());
        if (json) {
            terminal.print(Json.write(SubmitJson.of(preview, asked.trials())));
            return asked.code(terminal);
        }
        preview.items().forEach(item -> terminal.print(line(item)));
        preview.batches().forEach(batch -> terminal.print(lines(batch)));
        if (files) {
            terminal.print(fileLines(preview));
        }
        preview.batches().stream()
                .flatMap(batch -> batch.fault().stream())
                .distinct()
                .forEach(fault -> terminal.say("warning: this would be refused: " + fault));
        terminal.say(total(preview));
        tell(preview, asked.trials(), terminal);
        return asked.code(terminal);
    }

    /** What the scheduler says, or why it could not be asked: without a link the rest is shown all the same. */
    private record Asked(List<Trial> trials, Optional<NeronetException> offline) {
        ExitCode code(Terminal terminal) {
            offline.ifPresent(e -> terminal.say(Printable.line("the scheduler could not be asked: " + e.getMessage()
                    + e.hint().map(hint -> " (" + hint + ")").orElse(""))));
            var said = trials.stream().allMatch(Trial::accepted) ? ExitCode.OK : ExitCode.SCHEDULER;
            return offline.map(NeronetException::code).orElse(said);
        }
    }

    private static Asked ask(Session session, SubmitPreview preview) {
        try {
            return new Asked(session.service().tryOut(preview), Optional.empty());
        } catch (NeronetException e) {
            if (e.code() != ExitCode.CONNECTION) {
                throw e;
            }
            return new Asked(List.of(), Optional.of(e));
        }
    }

    /** The scheduler's answers are data, so they go to stdout. */
    private static void tell(SubmitPreview preview, List<Trial> trials, Terminal terminal) {
        if (!trials.isEmpty()) {
            terminal.print(List.of("", "# what the scheduler says"));
        }
        for (int i = 0; i < trials.size(); i++) {
            terminal.print(Printable.line(labels(preview.batches().get(i)) + "  " + words(trials.get(i))));
        }
    }

    private static String words(Trial trial) {
        if (trial.text().isEmpty()) {
            return trial.known() ? "it fits" : "nothing can be said before it is submitted";
        }
        return trial.known() && !trial.accepted() ? "would be refused: " + trial.text() : trial.text();
    }

    private static String line(Item item) {
        var what = switch (item.action()) {
            case START -> CheckCommand.words(item.experiment().run().argv());
            case ATTACH -> "(live there already)";
            case ENDED -> "(has ended)";
            case ELSEWHERE -> "(live on another cluster)";
        };
        var code = item.code().map(c -> "  [" + c.files().size() + " files, " + Numbers.bytes(c.bytes()) + "]");
        return Printable.line(label(item) + "  " + what + code.orElse(""));
    }

    private static String label(Item item) {
        return item.id().map(number -> number + " ").orElse("")
                + item.experiment().name();
    }

    private static List<String> lines(Batch batch) {
        var first = batch.items().get(0);
        var lines = new ArrayList<String>();
        batch.call().ifPresent(call -> {
            lines.addAll(List.of("", "# " + call.words().get(0) + " of " + labels(batch)));
            lines.add(CheckCommand.words(call.words()));
            lines.addAll(List.of("", "# its script, job.sh"));
            lines.addAll(call.script().lines().toList());
        });
        first.scripts().ifPresent(scripts -> {
            lines.addAll(List.of("", "# env.sh of " + label(first)));
            lines.addAll(scripts.environment().lines().toList());
            lines.addAll(List.of("", "# argv.sh of " + label(first)));
            lines.addAll(scripts.argv().lines().toList());
        });
        return lines.stream().map(Printable::lines).toList();
    }

    private static String labels(Batch batch) {
        var items = batch.items();
        var ids = items.stream().flatMap(item -> item.id().stream()).toList();
        if (ids.size() == items.size()) {
            return Phrases.experiments(ids);
        }
        return items.size() == 1
                ? label(items.get(0))
                : items.size() + " experiments from " + label(items.get(0)) + " on";
    }

    private static List<String> fileLines(SubmitPreview preview) {
        var sent = PreviewFiles.of(preview);
        boolean oneFolder =
                sent.stream().map(PreviewFiles.Sent::folder).distinct().count() < 2;
        var heading = Stream.of("", "# files: bytes and path");
        var lines = sent.stream()
                .map(each -> each.file().size() + " "
                        + (oneFolder
                                ? each.file().path()
                                : each.folder().resolve(each.file().path())));
        return Stream.concat(heading, lines).map(Printable::line).toList();
    }

    private static String total(SubmitPreview preview) {
        var files = PreviewFiles.total(PreviewFiles.of(preview));
        long starts = preview.items().stream()
                .filter(item -> item.action() == Action.START)
                .count();
        return "dry run: " + starts + " would be submitted to "
                + preview.place().name() + ", with " + files.different() + " different files, "
                + Numbers.bytes(files.bytes()) + where(preview);
    }

    private static String where(SubmitPreview preview) {
        if (preview.place().group()) {
            return "; which of " + String.join(", ", preview.place().members())
                    + " each goes to is decided at submit, by their free slots";
        }
        var calls = preview.batches().stream()
                .flatMap(batch -> batch.call().stream())
                .toList();
        if (calls.isEmpty()) {
            return "";
        }
        var program = calls.get(0).words().get(0);
        return "; " + calls.size() + (calls.size() == 1 ? " call" : " calls") + " of " + Printable.line(program)
                + (program.equals("sbatch") ? ", more where an array is longer than the cluster allows" : "");
    }
}
