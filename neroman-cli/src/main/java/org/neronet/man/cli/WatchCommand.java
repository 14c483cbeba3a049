package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.man.report.ExperimentReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows changes until all experiments have ended. */
@Command(
        name = "neroman watch",
        header = "Show changes until all have ended.",
        description = "Results are fetched as each ends. Ctrl-C detaches; jobs go on.",
        footer = {"", "Example: neroman watch 124-186"})
final class WatchCommand implements Verb {
    @Parameters(arity = "0..*", paramLabel = "SELECTION", description = "ids, names or conditions (all live ones)")
    private List<String> words = new ArrayList<>();

    @Mixin
    private NarrowingOptions narrowing = new NarrowingOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) throws InterruptedException {
        var selected = narrowing.narrowed(words);
        if (selected.isEmpty() && session.service().find(selected).stream().noneMatch(ExperimentReport::isLive)) {
            session.terminal().say("nothing is live; neroman submit starts experiments");
            return ExitCode.OK;
        }
        Monitor.onOut(session, List.of()).watch(selected);
        return ExitCode.OK;
    }
}
