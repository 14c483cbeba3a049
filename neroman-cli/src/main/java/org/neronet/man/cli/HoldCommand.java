package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keep submitted experiments from starting. */
@Command(
        name = "neroman hold",
        header = "Keep submitted experiments from starting.",
        description = "They stay queued until neroman release. What runs already goes on.",
        footer = {"", "Example: neroman hold 5-8"})
final class HoldCommand implements Verb {
    @Parameters(arity = "1..*", paramLabel = "SELECTION", description = "ids, names or conditions")
    private List<String> words = new ArrayList<>();

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        return Holding.tell(session.terminal(), session.service().hold(words), "held", json);
    }
}
