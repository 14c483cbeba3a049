package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes stars away. */
@Command(
        name = "neroman unstar",
        header = "Take stars away.",
        footer = {"", "Example: neroman unstar 7"})
final class UnstarCommand implements Verb {
    @Parameters(arity = "1..*", paramLabel = "SELECTION", description = "ids, names or conditions")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        return StarCommand.star(words, false, session);
    }
}
