package org.neronet.man.cli;

import org.neronet.common.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes one value from the user's files. */
@Command(
        name = "neroman config unset",
        header = "Remove one value from your files.",
        description =
                "Comments and everything else stay as they are. To forget a whole cluster: neroman cluster remove.",
        footer = {"", "Example: neroman config unset clusters.triton.workdir"})
final class ConfigUnsetCommand implements Verb {
    @Parameters(paramLabel = "KEY", description = "as neroman config get shows it")
    private String key = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        boolean wasSet = session.setup().settingsEdit().unset(key);
        var inForce = session.setup().settings().get(key).get(0);
        var now = inForce.value().isEmpty()
                ? ""
                : "; now: " + inForce.text() + " (" + inForce.origin().text() + ")";
        session.terminal().say(key + (wasSet ? " is not set any more" : " was not set") + now);
        return ExitCode.OK;
    }
}
