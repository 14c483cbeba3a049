package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.man.report.StatusJson;
import org.neronet.man.report.StatusText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows experiments, their states and metrics. */
@Command(
        name = "neroman status",
        sortOptions = false,
        header = "Show experiments, their states and metrics.",
        description = "Asks the clusters that have live ones, for 10 s at most; what cannot be asked is shown as last"
                + " known.",
        footer = {"", "Examples: neroman status 124-186", "          neroman status 'lang and state=failed'"})
final class StatusCommand implements Verb {
    @Parameters(arity = "0..*", paramLabel = "SELECTION", description = "ids, names or conditions (all)")
    private List<String> words = new ArrayList<>();

    @Mixin
    private NarrowingOptions narrowing = new NarrowingOptions();

    @Option(names = "--all", description = "every line, however many there are")
    private boolean all;

    @Option(names = "--json", description = "as JSON, in a form that stays")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var selected = narrowing.narrowed(words);
        var report = session.service().status(selected);
        var terminal = session.terminal();
        if (json) {
            terminal.print(Json.write(StatusJson.of(report)));
            return ExitCode.OK;
        }
        var text = new StatusText(session.clock().instant(), session.zone(), terminal.width());
        var lines = text.lines(report, all || !selected.isEmpty() || !terminal.interactive());
        terminal.print(terminal.colour() ? Colours.paint(lines) : lines);
        if (report.experiments().isEmpty() && session.setup().isNew()) {
            terminal.say(
                    "first time here? neroman init asks a few questions; neroman init FOLDER begins an experiment too");
        }
        return ExitCode.OK;
    }
}
