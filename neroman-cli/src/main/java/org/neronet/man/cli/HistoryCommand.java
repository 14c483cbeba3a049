package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.man.history.Moment;
import org.neronet.man.report.MomentJson;
import org.neronet.man.report.MomentText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells everything that ever happened. */
@Command(
        name = "neroman history",
        sortOptions = false,
        header = "Tell everything that ever happened.",
        description = "In time order, a line each; deleted experiments are there, too.",
        footer = {"", "Example: neroman history 42"})
final class HistoryCommand implements Verb {
    private static final int ON_A_TERMINAL = 50;
    private static final int MOST = 10_000_000;

    @Parameters(arity = "0..*", paramLabel = "SELECTION", description = "ids, names or conditions (all)")
    private List<String> words = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "N", description = "only the newest N (at a terminal 50, if of all)")
    private Integer limit;

    @Option(names = "--json", description = "as JSON, in a form that stays")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var terminal = session.terminal();
        int wanted = limit(terminal);
        // One more tells whether there are more.
        var found = session.service().history(words, wanted + 1);
        boolean cut = found.size() > wanted;
        var moments = cut ? found.subList(1, found.size()) : found;
        if (json) {
            terminal.print(Json.write(MomentJson.of(moments)));
            return ExitCode.OK;
        }
        if (cut && terminal.interactive()) {
            terminal.say("the newest " + wanted + "; more: neroman history --limit " + 20L * wanted);
        }
        print(moments, session);
        return ExitCode.OK;
    }

    private int limit(Terminal terminal) {
        if (limit != null) {
            return CheckCommand.atLeastOne(limit);
        }
        return terminal.interactive() && words.isEmpty() && !json ? ON_A_TERMINAL : MOST;
    }

    private static void print(List<Moment> moments, Session session) {
        var text = new MomentText(session.zone());
        if (moments.isEmpty()) {
            session.terminal().say("nothing happened yet; define experiments: neroman add FOLDER");
        }
        session.terminal().print(() -> moments.stream().map(text::line).iterator());
    }
}
