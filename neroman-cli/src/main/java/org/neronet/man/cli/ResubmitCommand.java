package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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
    @Parameters(arity = "1..*", paramLabel = "WORD", description = "a cluster, then ids, ranges or names")
    private List<String> words = new ArrayList<>();

    @Option(names = "--dry-run", description = "show what would be sent, and do nothing")
    private boolean dryRun;

    @Option(names = "--watch", description = "show what happens until all have ended")
    private boolean watch;

    @Option(names = "--wait", description = "return when all have ended; exit code 7 if one failed")
    private boolean wait;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) throws InterruptedException {
        var submitting = new Submitting(words, true, json, watch, wait);
        return dryRun ? submitting.preview(session) : submitting.run(session);
    }
}
