package org.neronet.man.cli;

import org.neronet.common.fault.ExitCode;
import org.neronet.man.report.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Defines a second experiment that runs what another one does. */
@Command(
        name = "neroman copy",
        header = "Define an experiment once more under another name.",
        description = "Prints its id and name. It runs what the first one does; notes, tags and results stay there.",
        footer = {"", "Example: neroman copy 7 second-try"})
final class CopyCommand implements Verb {
    @Parameters(index = "0", paramLabel = "ID", description = "of the experiment, or its name")
    private String word = "";

    @Parameters(index = "1", paramLabel = "NEW_NAME", description = "letters, digits and . _ + = -")
    private String name = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var copy = session.service().copy(word, name);
        session.terminal()
                .print(copy.id() + " " + Printable.line(copy.experiment().name()));
        return ExitCode.OK;
    }
}
