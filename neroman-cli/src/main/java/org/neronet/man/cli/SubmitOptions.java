package org.neronet.man.cli;

import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.service.SubmitRequest;
import org.neronet.man.spec.SpecFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that {@code submit} and {@code resubmit} both take. */
final class SubmitOptions {
    @Mixin
    private NarrowingOptions narrowing = new NarrowingOptions();

    @Option(names = "--dry-run", description = "show what would be sent and run, and do nothing")
    private boolean dryRun;

    @Option(
            names = "--test-only",
            description = "a dry run that asks Slurm, too, whether it would take them and when they might start")
    private boolean testOnly;

    @Option(
            names = {"-v", "--files"},
            description = "with --dry-run: list the files, too")
    private boolean files;

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

    /**
     * @param again whether ended experiments are started once more
     * @throws NeronetException (usage) for options that do not go together
     */
    ExitCode run(List<String> words, boolean again, Session session) throws InterruptedException {
        var request = new SubmitRequest(
                narrowing.narrowed(words), again || narrowing.failed(), CheckCommand.atLeastOne(limit));
        if (files && !dryRun && !testOnly) {
            throw new NeronetException(ExitCode.USAGE, "--files goes with --dry-run", "add --dry-run, or leave it out");
        }
        return dryRun || testOnly
                ? new Previewing(request, json, files, testOnly).run(session)
                : new Submitting(request, json, watch, wait).run(session);
    }
}
