package org.neronet.man.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Cluster;
import org.neronet.man.service.FirstAnswers;
import org.neronet.man.service.Setup;
import org.neronet.man.service.Started;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the user's first files, after a few questions where somebody can answer them. */
@Command(
        name = "neroman init",
        sortOptions = false,
        header = "Write your first files.",
        description =
                "preferences.yaml and clusters.yaml, commented so that they explain themselves; with FOLDER also a"
                        + " config.yaml there, an experiment to begin with. Files that are there stay as they are. Asks at a"
                        + " terminal, unless there is any option.",
        footer = {
            "",
            "Example: neroman init",
            "Example: neroman init first --cluster triton --address triton.aalto.fi \\",
            "           --type slurm --default-cluster triton"
        })
final class InitCommand implements Verb {
    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "of a first experiment; made when missing")
    private Path folder;

    @Option(names = "--folder", paramLabel = "FOLDER", description = "the same")
    private Path folderOption;

    @Option(names = "--name", paramLabel = "NAME", description = "your name")
    private String name = "";

    @Option(names = "--email", paramLabel = "ADDRESS", description = "your mail address")
    private String email = "";

    @Option(names = "--cluster", paramLabel = "NAME", description = "what you call your first cluster")
    private String cluster = "";

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "its [user@]host or an alias of ~/.ssh/config; without it, this machine")
    private String address = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "its type: slurm or direct")
    private String type = "";

    @Option(
            names = "--default-cluster",
            paramLabel = "NAME",
            description = "the cluster that is meant when none is named")
    private String defaultCluster = "";

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) throws InterruptedException {
        var setup = session.setup();
        var place = place(setup);
        var answers = isAsked(session) ? asked(session) : Optional.of(typed());
        if (answers.isEmpty()) {
            session.terminal().say("nothing was written");
            return ExitCode.INTERRUPTED;
        }
        say(setup.starter().start(answers.get(), place), answers.get(), place, session);
        return ExitCode.OK;
    }

    private Optional<Path> place(Setup setup) {
        if (folder != null && folderOption != null && !folder.equals(folderOption)) {
            throw new NeronetException(ExitCode.USAGE, "two folders are named", "neroman init FOLDER");
        }
        return Stream.of(folder, folderOption)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .map(path -> setup.folder().resolve(path).normalize());
    }

    private boolean isAsked(Session session) {
        boolean isTyped = yes
                || Stream.of(name, email, cluster, address, type, defaultCluster)
                        .anyMatch(text -> !text.isEmpty());
        return session.terminal().canAsk() && !isTyped;
    }

    private static Optional<FirstAnswers> asked(Session session) throws InterruptedException {
        var starter = session.setup().starter();
        if (starter.hasPreferences() && starter.hasClusters()) {
            return Optional.of(FirstAnswers.NONE);
        }
        session.terminal()
                .say("Neronet keeps your files in " + session.setup().home().root() + ".");
        return new Wizard(session.terminal())
                .ask(
                        !starter.hasPreferences(),
                        !starter.hasClusters(),
                        session.setup().identity());
    }

    private FirstAnswers typed() {
        if (cluster.isEmpty() && !(address + type).isEmpty()) {
            throw new NeronetException(
                    ExitCode.USAGE, "--address and --type need the cluster's name", "--cluster triton");
        } else if (!cluster.isEmpty() && type.isEmpty()) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "which type of cluster is " + cluster + "?",
                    "--type slurm, or --type direct for a machine without a scheduler");
        }
        return new FirstAnswers(
                given(name),
                given(email),
                given(cluster).map(named -> Cluster.of(named, given(address), type)),
                given(defaultCluster));
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static void say(Started started, FirstAnswers answers, Optional<Path> place, Session session) {
        var terminal = session.terminal();
        started.written().forEach(path -> terminal.say("wrote " + path));
        started.kept().forEach(path -> terminal.say("kept " + path + ", which was there"));
        started.unused().forEach(line -> terminal.say("not written, since the file was there: " + line));
        if (answers.cluster().isPresent()
                && started.written().contains(session.setup().home().clusters())) {
            terminal.say("next: neroman mum start " + answers.cluster().get().name() + " tries the cluster");
        }
        terminal.say(place.map(path -> "next: neroman check " + path + ", then neroman submit local " + path)
                .orElse("next: neroman init FOLDER begins an experiment, neroman check FOLDER reads one"));
    }
}
