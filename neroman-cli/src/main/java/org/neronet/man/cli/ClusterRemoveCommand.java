package org.neronet.man.cli;

import org.neronet.common.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Forgets a cluster. */
@Command(
        name = "neroman cluster remove",
        header = "Forget a cluster.",
        description = "Nothing is changed on the cluster itself; what ran there stays in the history.")
final class ClusterRemoveCommand implements Verb {
    @Parameters(paramLabel = "NAME", description = "as neroman cluster list shows it")
    private String name = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        session.service().removeCluster(name);
        session.terminal().say("removed cluster " + name);
        return ExitCode.OK;
    }
}
