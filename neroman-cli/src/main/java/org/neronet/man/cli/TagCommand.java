package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives tags to experiments, or takes them away. */
@Command(
        name = "neroman tag",
        sortOptions = false,
        header = "Give tags to experiments, or take them away.",
        description = "A tag has letters, digits and . _ + -; status shows it as #TAG.",
        footer = {"", "Example: neroman tag 5-8 paper fig2"})
final class TagCommand implements Verb {
    @Parameters(index = "0", paramLabel = "SELECTION", description = "one word: ids, a name or a condition")
    private String selection = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TAG", description = "such as paper")
    private List<String> tags = new ArrayList<>();

    @Option(names = "--remove", description = "take them away")
    private boolean remove;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var terminal = session.terminal();
        for (var outcome : session.service().tag(List.of(selection), tags, remove)) {
            if (!outcome.changed().isEmpty()) {
                var what = remove ? ": taken from " : ": given to ";
                terminal.say(outcome.label() + what + Phrases.experiments(outcome.changed()));
            }
            if (!outcome.same().isEmpty()) {
                var what = remove ? ": not on " : ": already on ";
                terminal.say(outcome.label() + what + Phrases.experiments(outcome.same()));
            }
        }
        return ExitCode.OK;
    }
}
