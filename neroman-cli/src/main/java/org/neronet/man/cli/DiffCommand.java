package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.man.report.DiffJson;
import org.neronet.man.report.DiffText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how two experiments differ, or one from its folder as it is now. */
@Command(
        name = "neroman diff",
        sortOptions = false,
        header = "Show how two experiments differ, or one from its folder now.",
        description = "Parameters, command, files line by line, commit, environment, results. What ran is what was sent"
                + " at submit, whatever happened to the folder since.",
        footer = {"", "Examples: neroman diff 7 12", "          neroman diff 7"})
final class DiffCommand implements Verb {
    @Parameters(
            arity = "1..2",
            paramLabel = "EXPERIMENT",
            description = "an id or a name; a second one to compare with")
    private List<String> words = new ArrayList<>();

    @Option(names = "--full", description = "files line by line, however long")
    private boolean full;

    @Option(names = "--json", description = "as JSON, in a form that stays")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var report = session.service().diff(words);
        var terminal = session.terminal();
        if (json) {
            terminal.print(Json.write(DiffJson.of(report)));
        } else {
            terminal.print(new DiffText(terminal.width(), full).lines(report));
        }
        return ExitCode.OK;
    }
}
