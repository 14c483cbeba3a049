package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.man.report.MetricsReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an experiment's measured values. */
@Command(
        name = "neroman metrics",
        sortOptions = false,
        header = "Show an experiment's measured values.",
        footer = {"", "Example: neroman metrics 124 val_loss --csv"})
final class MetricsCommand implements Verb {
    @Parameters(index = "0", paramLabel = "ID", description = "of the experiment, or its name")
    private String word = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "NAME",
            description = "of metrics (all that it reported), or 'resources' for what it used")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--attempt",
            paramLabel = "N",
            description = "of that attempt alone (else the newest, joined with those that it goes on from)")
    private Integer attempt;

    @Option(names = "--csv", description = "as CSV: metric,step,value,time")
    private boolean csv;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var report = session.service().metrics(word, names, Optional.ofNullable(attempt));
        var terminal = session.terminal();
        if (report.series().isEmpty()) {
            terminal.say("#" + report.id() + " has no metrics yet");
        }
        if (json || csv || !report.series().isEmpty()) {
            terminal.print(lines(report, terminal.width()));
        }
        return ExitCode.OK;
    }

    private List<String> lines(MetricsReport report, int width) {
        if (json) {
            return List.of(Json.write(report.json()));
        }
        return csv ? report.csv() : report.table(width);
    }
}
