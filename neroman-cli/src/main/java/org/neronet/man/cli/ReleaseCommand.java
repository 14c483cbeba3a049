package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Let held experiments start. */
@Command(
        name = "neroman release",
        header = "Let held experiments start.",
        description = "They go on waiting for their turn as any other.",
        footer = {"", "Example: neroman release 5-8"})
final class ReleaseCommand implements Verb {
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
        return Holding.tell(session.terminal(), session.service().release(words), "released", json);
    }
}
