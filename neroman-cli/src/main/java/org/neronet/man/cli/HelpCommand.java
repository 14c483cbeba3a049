package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what there is, or what one command takes. */
@Command(name = "neroman help", header = "Show the commands, or what one takes.")
final class HelpCommand implements Verb {
    private static final String HEAD = """
            Neronet runs, watches and remembers experiments.

            A first round on this machine:
              neroman init                          write your files, asking a bit
              neroman check examples/ising          read the experiments of a folder
              neroman submit local examples/ising   run them and show how it goes
              neroman status                        see states and metrics

            Commands (each also as an option, as in --submit):""";

    private static final String TAIL = """

            neroman COMMAND --help tells what a command takes.
            Experiments are named by ids, ranges and lists (124-186,190) or by names.
            Exit codes: 0 ok, 1 failure, 2 usage, 3 not found, 4 connection, 5 refused,
            6 scheduler, 7 an experiment failed, 70 internal fault, 130 interrupted.""";

    private final Verbs verbs;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "such as submit")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    HelpCommand(Verbs verbs) {
        this.verbs = verbs;
    }

    @Override
    public ExitCode run(Session session) {
        if (words.isEmpty()) {
            session.terminal().print(HEAD);
            session.terminal().print(verbs.summaries());
            session.terminal().print(TAIL);
        } else if (words.size() == 1 && verbs.isGroup(words.get(0))) {
            session.terminal().print("Usage: neroman " + words.get(0) + " COMMAND\n\nCommands:");
            session.terminal().print(verbs.summaries(words.get(0) + " "));
            session.terminal().print("\nneroman " + words.get(0) + " COMMAND --help tells what a command takes.");
        } else {
            session.terminal().print(Parsing.help(verbs.find(words).verb()));
        }
        return ExitCode.OK;
    }
}
