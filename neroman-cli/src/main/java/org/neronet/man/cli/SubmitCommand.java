package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts experiments that are not running, and attaches to those that are. */
@Command(
        name = "neroman submit",
        sortOptions = false,
        header = "Start experiments on a cluster, or attach to them.",
        description = {
            "What is defined is started, what is live is only watched, what has ended is left alone: the same line"
                    + " again starts nothing twice. At a terminal it goes on showing what happens; Ctrl-C detaches,"
                    + " jobs go on. Otherwise it prints an id and a name for each and returns. With --failed, what has"
                    + " failed is started once more.",
            "A group's experiments are divided among its clusters by their free slots, any's among all clusters."
        },
        footer = {"", "Examples: neroman submit triton 124-186", "          neroman submit local examples/ising"})
final class SubmitCommand implements Verb {
    @Parameters(
            arity = "1..*",
            paramLabel = "WORD",
            description =
                    "a cluster, a group of them or any, unless there is a default one, then ids, names, conditions or"
                            + " folders")
    private List<String> words = new ArrayList<>();

    @Mixin
    private SubmitOptions options = new SubmitOptions();

    @Override
    public ExitCode run(Session session) throws InterruptedException {
        return options.run(words, false, session);
    }
}
