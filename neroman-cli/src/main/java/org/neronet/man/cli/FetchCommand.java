package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.man.report.StatusJson;
import org.neronet.man.service.FetchedResults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings the results of ended experiments that are not here yet. */
@Command(
        name = "neroman fetch",
        header = "Bring results of ended experiments.",
        description = "They come to FOLDER/results/ID-NAME, with the program's output; what is here is left alone."
                + " Prints each new folder.",
        footer = {"", "Example: neroman fetch 124-186"})
final class FetchCommand implements Verb {
    @Parameters(arity = "0..*", paramLabel = "SELECTION", description = "ids, names or conditions (all)")
    private List<String> words = new ArrayList<>();

    @Mixin
    private NarrowingOptions narrowing = new NarrowingOptions();

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var fetched = session.service().fetch(narrowing.narrowed(words));
        var terminal = session.terminal();
        if (json) {
            terminal.print(Json.write(Map.of(
                    "schema",
                    StatusJson.SCHEMA,
                    "results",
                    fetched.stream().map(FetchCommand::json).toList())));
        }
        for (var results : fetched) {
            if (!json) {
                results.folder().ifPresent(folder -> terminal.print(folder.toString()));
            }
            if (results.folder().isEmpty() || !results.leftOut().isEmpty()) {
                terminal.say(Phrases.fetched(results));
            }
        }
        if (fetched.isEmpty()) {
            terminal.say("nothing to fetch: all results of ended experiments are here");
        }
        boolean failed = fetched.stream().anyMatch(results -> results.folder().isEmpty());
        return failed ? ExitCode.FAILURE : ExitCode.OK;
    }

    private static Map<String, Object> json(FetchedResults results) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", results.id());
        json.put("attempt", results.attempt());
        json.put("folder", results.folder().map(Object::toString).orElse(null));
        json.put("files", results.files());
        json.put("left_out", results.leftOut());
        json.put("error", results.trouble().orElse(null));
        return json;
    }
}
