package org.neronet.man.cli;

import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.man.report.DossierJson;
import org.neronet.man.report.DossierText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all that is known of one experiment. */
@Command(
        name = "neroman show",
        sortOptions = false,
        header = "Show all that is known of one experiment.",
        description = "What it is, where it was defined, every attempt, metrics, notes; also of a deleted one, by its"
                + " id.",
        footer = {"", "Example: neroman show 42"})
final class ShowCommand implements Verb {
    @Parameters(paramLabel = "ID", description = "of the experiment, or its name")
    private String word = "";

    @Option(names = "--json", description = "as JSON, in a form that stays")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var dossier = session.service().show(word);
        var terminal = session.terminal();
        if (json) {
            terminal.print(Json.write(DossierJson.of(dossier)));
        } else {
            terminal.print(new DossierText(session.clock().instant(), session.zone()).lines(dossier));
        }
        return ExitCode.OK;
    }
}
