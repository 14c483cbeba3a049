package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.report.ExperimentReport;
import org.neronet.man.report.IdRanges;
import org.neronet.man.report.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes experiments out of the lists. */
@Command(
        name = "neroman delete",
        sortOptions = false,
        header = "Take experiments out of the lists.",
        description = "Files, results and other experiments stay, and so does all that history tells. Live ones are"
                + " refused. Asks first.",
        footer = {"", "Example: neroman delete 5-8 -y"})
final class DeleteCommand implements Verb {
    @Parameters(arity = "1..*", paramLabel = "SELECTION", description = "ids, names or conditions")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Option(names = "--dry-run", description = "show what would be deleted")
    private boolean dryRun;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var terminal = session.terminal();
        var found = session.service().find(words);
        var ids = found.stream().map(ExperimentReport::id).toList();
        if (dryRun) {
            show(found, terminal);
            return ExitCode.OK;
        }
        if (!yes && !isWanted(ids, terminal)) {
            terminal.say("nothing was deleted");
            return ExitCode.REFUSED;
        }
        // By their ids: what the words mean may be more by now than what was agreed to.
        var outcome = session.service().delete(List.of(IdRanges.text(ids)));
        terminal.say("deleted " + Phrases.experiments(outcome.deleted()) + "; files and results stay, and"
                + " neroman history " + IdRanges.text(ids) + " tells the rest");
        if (!outcome.left().isEmpty()) {
            terminal.say("started or deleted by another neroman: " + Phrases.experiments(outcome.left()));
        }
        return outcome.left().isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
    }

    private static boolean isWanted(List<Long> ids, Terminal terminal) {
        if (!terminal.canAsk()) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "to delete " + Phrases.experiments(ids) + " needs a yes, and nobody can be asked here",
                    "neroman delete " + IdRanges.text(ids) + " --yes");
        }
        return terminal.confirm("delete " + Phrases.experiments(ids) + "? files and results stay");
    }

    private static void show(List<ExperimentReport> found, Terminal terminal) {
        found.forEach(each -> terminal.print(each.id() + " " + Printable.line(each.name())
                + (each.isLive() ? "  (is live, so it is refused)" : "")));
        var ids = found.stream().map(ExperimentReport::id).toList();
        terminal.say("dry run: nothing was deleted of " + Phrases.experiments(ids));
    }
}
