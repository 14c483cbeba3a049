package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stars experiments. */
@Command(
        name = "neroman star",
        sortOptions = false,
        header = "Star experiments, or take the stars away.",
        description = "status shows a star as *.",
        footer = {"", "Example: neroman star 7"})
final class StarCommand implements Verb {
    @Parameters(arity = "1..*", paramLabel = "SELECTION", description = "ids, names or conditions")
    private List<String> words = new ArrayList<>();

    @Option(names = "--remove", description = "take the stars away, as unstar does")
    private boolean remove;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        return star(words, !remove, session);
    }

    static ExitCode star(List<String> words, boolean starred, Session session) {
        var outcome = session.service().star(words, starred);
        if (!outcome.changed().isEmpty()) {
            session.terminal().say((starred ? "starred " : "unstarred ") + Phrases.experiments(outcome.changed()));
        }
        if (!outcome.same().isEmpty()) {
            session.terminal()
                    .say((starred ? "starred already: " : "no star on ") + Phrases.experiments(outcome.same()));
        }
        return ExitCode.OK;
    }
}
