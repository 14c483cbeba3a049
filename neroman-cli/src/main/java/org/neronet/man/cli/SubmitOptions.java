package org.neronet.man.cli;

import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.man.service.SubmitRequest;
import org.neronet.man.spec.SpecFile;
import picocli.CommandLine.Option;

/** The options that {@code submit} and {@code resubmit} both take. */
final class SubmitOptions {
    @Option(names = "--dry-run", description = "show what would be sent, and do nothing")
    private boolean dryRun;

    @Option(names = "--watch", description = "show what happens until all have ended")
    private boolean watch;

    @Option(names = "--wait", description = "return when all have ended; exit code 7 if one failed")
    private boolean wait;

    @Option(names = "--limit", paramLabel = "N", description = "most experiments in a folder (10000)")
    private int limit = SpecFile.MAX_EXPERIMENTS;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    /** @param again whether ended experiments are started once more */
    ExitCode run(List<String> words, boolean again, Session session) throws InterruptedException {
        var submitting =
                new Submitting(new SubmitRequest(words, again, CheckCommand.atLeastOne(limit)), json, watch, wait);
        return dryRun ? submitting.preview(session) : submitting.run(session);
    }
}
