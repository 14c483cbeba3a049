package org.neronet.man.cli;

import org.neronet.common.fault.ExitCode;
import org.neronet.man.config.Cluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** End the daemon on a cluster. */
@Command(
        name = "neroman mum stop",
        header = "End the daemon on a cluster.",
        description = "Jobs go on; the next command that needs it starts it again.")
final class MumStopCommand implements Verb {
    @Parameters(arity = "0..1", paramLabel = "CLUSTER", description = "as neroman cluster list shows it (local)")
    private String cluster = Cluster.LOCAL;

    @Option(names = "--for-good", description = "take its line out of your crontab, too (keepalive)")
    private boolean forGood;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        session.service().stopMum(cluster, forGood);
        session.terminal().say("mum of " + cluster + " has ended; jobs go on");
        return ExitCode.OK;
    }
}
