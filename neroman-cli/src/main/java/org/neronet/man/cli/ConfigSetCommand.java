package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.man.config.Origin;
import org.neronet.man.config.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes one value of the user's files. */
@Command(
        name = "neroman config set",
        header = "Change one value of your files.",
        description =
                "Comments and everything else stay as they are; a bad value changes nothing. Only setup, sbatch_args"
                        + " and groups take more than one VALUE.",
        footer = {
            "",
            "Example: neroman config set email me@example.org",
            "Example: neroman config set clusters.triton.sbatch_args --account=nlp"
        })
final class ConfigSetCommand implements Verb {
    @Parameters(index = "0", paramLabel = "KEY", description = "as neroman config get shows it")
    private String key = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "VALUE",
            description = "a text, a number, or YAML in one line")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    /** A value may begin with a dash. */
    @Override
    public boolean takesEveryWord() {
        return true;
    }

    @Override
    public ExitCode run(Session session) {
        var set = session.setup().settingsEdit().set(key, words);
        session.terminal().say(key + ": " + set.text() + " (" + set.origin().text() + ")");
        sayWhatComesFirst(set, session);
        return ExitCode.OK;
    }

    private static void sayWhatComesFirst(Setting set, Session session) {
        var inForce = session.setup().settings().get(set.key()).get(0);
        if (inForce.origin() instanceof Origin.Variable variable) {
            session.terminal().say("warning: " + variable.name() + " is set and comes first: " + inForce.text());
        }
    }
}
