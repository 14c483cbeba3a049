package org.neronet.man.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.report.Printable;
import org.neronet.man.service.Draft;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an experiment of a typed command line. */
@Command(
        name = "neroman template",
        sortOptions = false,
        header = "Make a config.yaml from a command line.",
        description = {
            "Words such as --lr 0.1, --lr=0.1, lr=0.1, and those behind the program's file become parameters; files of"
                    + " the folder become required_files. A config.yaml that is there stays as it is: then the block"
                    + " is printed."
        },
        footer = {"", "Example: neroman template lr-test python3 main.py --lr 0.1 data/1.txt"})
final class TemplateCommand implements Verb {
    @Option(names = "--in", paramLabel = "FOLDER", description = "the experiment folder (this one)")
    private Path folder = Path.of(".");

    @Option(names = "--append", description = "add the block to the config.yaml that is there")
    private boolean append;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Parameters(index = "0", paramLabel = "NAME", description = "of the experiment, behind the options")
    private String name = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "CMD", description = "the command line as you type it")
    private List<String> words = new ArrayList<>();

    @Override
    public boolean takesEveryWord() {
        return true;
    }

    @Override
    public ExitCode run(Session session) {
        var terminal = session.terminal();
        var command = words.get(0).equals("--") ? words.subList(1, words.size()) : words;
        if (command.isEmpty() || command.get(0).startsWith("-")) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    command.isEmpty()
                            ? "which command?"
                            : "'" + command.get(0) + "' is no program; options stand before the name",
                    "neroman template --in FOLDER " + name + " python3 main.py --lr 0.1");
        }
        say(session.service().template(folder, name, command, append), terminal);
        return ExitCode.OK;
    }

    private void say(Draft draft, Terminal terminal) {
        var place = Printable.line(draft.file().getParent().toString());
        switch (draft.kind()) {
            case WRITTEN -> terminal.say("wrote " + draft.file() + "; see what it says: neroman check " + place);
            case APPENDED -> terminal.say("added +" + name + " to " + draft.file() + "; see: neroman check " + place);
            case NOT_WRITTEN -> {
                terminal.print(draft.block().stripTrailing());
                terminal.say(draft.file() + " is there and stays as it is; put this block into it, or let neroman"
                        + " template --append do that");
            }
        }
    }
}
