package org.neronet.man.cli;

import org.neronet.common.fault.ExitCode;
import org.neronet.man.config.Cluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Start the daemon on a cluster. */
@Command(
        name = "neroman mum start",
        header = "Start the daemon on a cluster.",
        description = "Harmless when it runs; commands start it by themselves when they need it.")
final class MumStartCommand implements Verb {
    @Parameters(arity = "0..1", paramLabel = "CLUSTER", description = "as neroman cluster list shows it (local)")
    private String cluster = Cluster.LOCAL;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var mum = session.service().startMum(cluster);
        session.terminal()
                .say("mum of " + cluster + " runs on " + mum.host() + ", queue " + mum.queue() + ", process "
                        + mum.pid());
        return ExitCode.OK;
    }
}
