package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.man.config.Cluster;
import org.neronet.man.config.PosixWords;
import org.neronet.man.config.Suggestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a cluster known, and tries whether it can be reached. */
@Command(
        name = "neroman cluster add",
        sortOptions = false,
        header = "Make a cluster known.",
        footer = {"", "Example: neroman cluster add triton triton.aalto.fi --type slurm"})
final class ClusterAddCommand implements Verb {
    @Parameters(index = "0", paramLabel = "NAME", description = "what you call it")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ADDRESS",
            description = "[user@]host or an alias of ~/.ssh/config; without it, this machine")
    private String address = "";

    @Parameters(index = "2", arity = "0..1", paramLabel = "TYPE", description = "the same as --type")
    private String typeWord = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "slurm, gridengine or direct; command is written into clusters.yaml by hand")
    private String typeOption = "";

    @Option(names = "--workdir", paramLabel = "DIR", description = "where experiments run there (~/.neronet/work)")
    private String workdir = "";

    @Option(names = "--slots", paramLabel = "N", description = "direct: how many run at once")
    private Integer slots;

    @Option(names = "--transport", paramLabel = "HOW", description = "auto, mina or openssh (auto)")
    private String transport = "";

    @Option(names = "--sbatch-args", paramLabel = "WORDS", description = "for every sbatch, such as --account=nlp")
    private String sbatchArgs = "";

    @Option(names = "--setup", paramLabel = "LINE", description = "shell line before every program; may be repeated")
    private List<String> setup = new ArrayList<>();

    @Option(names = "--java", paramLabel = "PATH", description = "Java 17 or newer there")
    private String java = "";

    @Option(names = "--kid-address", paramLabel = "IP", description = "how compute nodes reach the gateway")
    private String kidAddress = "";

    @Option(names = "--no-check", description = "do not try the connection")
    private boolean noCheck;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        session.service().addCluster(cluster());
        var terminal = session.terminal();
        terminal.say("added cluster " + name);
        if (noCheck) {
            return ExitCode.OK;
        }
        try {
            var mum = session.service().startMum(name);
            terminal.say("OK: " + mum.host() + " answers, experiments run in " + mum.workdir());
        } catch (NeronetException e) {
            terminal.say("warning: " + e.getMessage());
            e.hint().ifPresent(hint -> terminal.say("hint: " + hint));
        }
        return ExitCode.OK;
    }

    private Cluster cluster() {
        if (slots != null && slots < 1) {
            throw new NeronetException(ExitCode.USAGE, "--slots must be 1 or more, not " + slots, "--slots 4");
        }
        if (!transport.isEmpty() && !Cluster.TRANSPORTS.contains(transport)) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "--transport cannot be '" + transport + "'" + Suggestion.text(transport, Cluster.TRANSPORTS),
                    "one of: " + String.join(", ", Cluster.TRANSPORTS));
        }
        var type = type();
        var settings = new ClusterSettings(
                type, given(workdir), Optional.ofNullable(slots), sbatchWords(), setup, given(kidAddress));
        return new Cluster(name, given(address), type, given(transport), given(java), settings);
    }

    private List<String> sbatchWords() {
        try {
            return PosixWords.texts(sbatchArgs);
        } catch (IllegalArgumentException e) {
            throw new NeronetException(
                    ExitCode.USAGE, "--sbatch-args: " + e.getMessage(), "--sbatch-args '--account=nlp --qos=low'", e);
        }
    }

    /** {@code unmanaged} is what the original said for direct. */
    private String type() {
        var type = typeOption.isEmpty() ? typeWord : typeOption;
        if (type.equals("slurm") || type.equals("gridengine") || type.equals("direct")) {
            return type;
        } else if (type.equals("command")) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "a cluster of type command needs templates such as submit: and list:, for which there are no options",
                    "write it into clusters.yaml; docs/manual/clusters.md has recipes for PBS Pro and Jobman");
        } else if (type.equals("unmanaged")) {
            return "direct";
        }
        throw new NeronetException(
                ExitCode.USAGE,
                type.isEmpty()
                        ? "which type of cluster is " + name + "?"
                        : "no type of cluster is called '" + type + "'",
                "--type slurm, --type gridengine, or --type direct for a machine without a scheduler");
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
