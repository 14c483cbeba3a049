package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a note about experiments. */
@Command(
        name = "neroman note",
        header = "Write a note about experiments.",
        description = "Notes stay for ever; show and history have them.",
        footer = {
            "",
            "Examples: neroman note 5-8 learning rate was too high",
            "          neroman note deep - < findings.txt"
        })
final class NoteCommand implements Verb {
    @Parameters(index = "0", paramLabel = "SELECTION", description = "one word: ids, a name or a condition")
    private String selection = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "TEXT",
            description = "all words behind it as they stand; - reads stdin")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public boolean takesEveryWord() {
        return true;
    }

    @Override
    public ExitCode run(Session session) {
        var terminal = session.terminal();
        if (words.equals(List.of("--help")) || words.equals(List.of("-h"))) {
            terminal.print(Parsing.help(this));
            return ExitCode.OK;
        }
        var text =
                words.equals(List.of("-")) ? terminal.input("write the note; Ctrl-D ends it") : String.join(" ", words);
        terminal.say("noted for " + Phrases.experiments(session.service().note(List.of(selection), text)));
        return ExitCode.OK;
    }
}
