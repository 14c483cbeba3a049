package org.neronet.man.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.man.history.OldHistory;
import org.neronet.man.report.IdRanges;
import org.neronet.man.report.Numbers;
import org.neronet.man.report.Printable;
import org.neronet.man.report.StatusJson;
import org.neronet.man.report.TextTable;
import org.neronet.man.service.Leftover;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes what comes again when it is needed, or begins a new history; asks first. */
@Command(
        name = "neroman clean",
        sortOptions = false,
        header = "Remove what comes again when it is needed.",
        description = "Shows it and asks. Your settings, the history, results and everything on clusters stay.",
        footer = {"", "Example: neroman clean --dry-run", "Example: neroman clean --history"})
final class CleanCommand implements Verb {
    @Option(
            names = "--history",
            description = "put the history aside, whole, and begin a new one whose ids go on; nothing else is removed")
    private boolean history;

    @Option(names = "--dry-run", description = "show it and change nothing")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Option(names = "--json", description = "what would go, or went, as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    /** What became of the question. */
    private enum Answer {
        YES,
        NO,
        ONLY_SHOW,
        NOBODY
    }

    @Override
    public ExitCode run(Session session) {
        return history ? history(session) : leftovers(session);
    }

    private ExitCode leftovers(Session session) {
        var terminal = session.terminal();
        var leftovers = session.service().leftovers();
        long bytes = leftovers.stream().mapToLong(Leftover::bytes).sum();
        if (!json && !leftovers.isEmpty()) {
            terminal.print(lines(leftovers, terminal.width()));
        }
        if (leftovers.isEmpty()) {
            terminal.say("nothing to clean");
        }
        var answer =
                leftovers.isEmpty() ? Answer.ONLY_SHOW : ask("remove these " + Numbers.bytes(bytes) + "?", terminal);
        if (answer == Answer.YES) {
            session.service().remove(leftovers);
            terminal.say("removed " + Numbers.bytes(bytes));
        }
        print(Map.of("leftovers", leftovers.stream().map(CleanCommand::json).toList()), answer, terminal);
        return end(answer, "neroman clean --yes", terminal);
    }

    private static List<String> lines(List<Leftover> leftovers, int width) {
        var table = new TextTable(List.of("SIZE", "WHAT", "PATH"));
        leftovers.forEach(each -> table.add(List.of(
                Numbers.bytes(each.bytes()),
                each.what(),
                Printable.line(each.path().toString()))));
        return table.lines(width);
    }

    private static Map<String, Object> json(Leftover leftover) {
        return Map.of("path", leftover.path().toString(), "what", leftover.what(), "bytes", leftover.bytes());
    }

    private ExitCode history(Session session) {
        var terminal = session.terminal();
        var old = session.service().oldHistory();
        if (old.experiments() == 0) {
            terminal.say("the history is empty");
            print(json(old, Optional.empty()), Answer.ONLY_SHOW, terminal);
            return ExitCode.OK;
        }
        say(old, terminal);
        var answer = ask("begin a new history?", terminal);
        var keptAs = answer == Answer.YES ? Optional.of(session.service().startHistoryAnew()) : Optional.<Path>empty();
        keptAs.ifPresent(file -> terminal.say("nothing is lost: the old history is " + file));
        print(json(old, keptAs), answer, terminal);
        return end(answer, "neroman clean --history --yes", terminal);
    }

    private static void say(OldHistory old, Terminal terminal) {
        terminal.say("the history has " + old.experiments() + (old.experiments() == 1 ? " experiment" : " experiments")
                + "; it will be kept whole under another name, and new ids go on at " + (old.lastId() + 1));
        if (!old.unfetched().isEmpty()) {
            var ids = IdRanges.text(old.unfetched());
            terminal.say("warning: results of " + ids + " are not here, and a new history does not know them: neroman"
                    + " fetch " + ids);
        }
    }

    private static Map<String, Object> json(OldHistory old, Optional<Path> keptAs) {
        var json = new LinkedHashMap<String, Object>();
        json.put("experiments", old.experiments());
        json.put("last_id", old.lastId());
        json.put("unfetched", old.unfetched());
        json.put("kept_as", keptAs.map(Path::toString).orElse(null));
        return json;
    }

    private Answer ask(String question, Terminal terminal) {
        if (dryRun) {
            return Answer.ONLY_SHOW;
        } else if (yes) {
            return Answer.YES;
        } else if (!terminal.canAsk()) {
            return Answer.NOBODY;
        }
        return terminal.confirm(question) ? Answer.YES : Answer.NO;
    }

    private void print(Map<String, Object> what, Answer answer, Terminal terminal) {
        if (json) {
            var document = new LinkedHashMap<String, Object>();
            document.put("schema", StatusJson.SCHEMA);
            document.putAll(what);
            document.put("done", answer == Answer.YES);
            terminal.print(Json.write(document));
        }
    }

    private static ExitCode end(Answer answer, String line, Terminal terminal) {
        if (answer == Answer.NOBODY) {
            throw new NeronetException(ExitCode.USAGE, "nobody can be asked here, so nothing was changed", line);
        } else if (answer == Answer.NO) {
            terminal.say("nothing was changed");
            return ExitCode.REFUSED;
        }
        return ExitCode.OK;
    }
}
