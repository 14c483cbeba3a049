package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts ended experiments once more, each as a new attempt. */
@Command(
        name = "neroman resubmit",
        sortOptions = false,
        header = "Start ended experiments once more.",
        description = "Each gets a new attempt with the files as they are now; earlier results stay. Without a cluster"
                + " they go where they were.",
        footer = {"", "Example: neroman resubmit triton 130,142"})
final class ResubmitCommand implements Verb {
    @Parameters(
            arity = "1..*",
            paramLabel = "WORD",
            description = "a cluster or a group, then ids, names or conditions")
    private List<String> words = new ArrayList<>();

    @Mixin
    private SubmitOptions options = new SubmitOptions();

    @Override
    public ExitCode run(Session session) throws InterruptedException {
        return options.run(words, true, session);
    }
}
