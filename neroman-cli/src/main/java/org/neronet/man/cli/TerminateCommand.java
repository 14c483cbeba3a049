package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.man.report.ExperimentReport;
import org.neronet.man.report.IdRanges;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends experiments. */
@Command(
        name = "neroman terminate",
        header = "End experiments.",
        description = "Asks first when there is more than one and somebody can answer.",
        footer = {"", "Example: neroman terminate 5-8 -y"})
final class TerminateCommand implements Verb {
    @Parameters(arity = "1..*", paramLabel = "SELECTION", description = "ids, names or conditions")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var terminal = session.terminal();
        var selected = session.service().find(words);
        var live = selected.stream()
                .filter(ExperimentReport::isLive)
                .map(ExperimentReport::id)
                .toList();
        if (live.size() > 1
                && !yes
                && terminal.canAsk()
                && !terminal.confirm("end " + Phrases.experiments(live) + "?")) {
            terminal.say("nothing was ended");
            return ExitCode.REFUSED;
        }
        // By their ids: what the words mean may be more by now than what was agreed to.
        var ids = selected.stream().map(ExperimentReport::id).toList();
        var outcome = session.service().terminate(List.of(IdRanges.text(ids)));
        say(terminal, "will end", outcome.asked());
        say(terminal, "had ended already", outcome.ended());
        say(terminal, "never submitted", outcome.never());
        say(
                terminal,
                "unknown to the cluster's neromum (her folder was deleted, or the name leads elsewhere now), so lost; what"
                        + " still runs there must be ended there",
                outcome.unknown());
        return outcome.unknown().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static void say(Terminal terminal, String what, List<Long> ids) {
        if (!ids.isEmpty()) {
            terminal.say(what + ": " + Phrases.experiments(ids));
        }
    }
}
