package org.neronet.man.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.man.report.Numbers;
import org.neronet.man.report.Printable;
import org.neronet.man.report.StatusJson;
import org.neronet.man.report.TextTable;
import org.neronet.man.service.HomePlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows where the user's files are. */
@Command(
        name = "neroman config where",
        header = "Show where your files are, and how large.",
        description = "They are in ~/.neronet, or in the folder that NERONET_HOME names.",
        footer = {"", "Example: neroman config where --json"})
final class ConfigWhereCommand implements Verb {
    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var places = session.setup().places();
        var terminal = session.terminal();
        if (json) {
            terminal.print(Json.write(Map.of(
                    "schema",
                    StatusJson.SCHEMA,
                    "places",
                    places.stream().map(ConfigWhereCommand::json).toList())));
            return ExitCode.OK;
        }
        var table = new TextTable(List.of("WHAT", "SIZE", "PATH"));
        places.forEach(each -> table.add(List.of(
                each.what(),
                each.exists() ? Numbers.bytes(each.bytes()) : "none",
                Printable.line(each.path().toString()))));
        terminal.print(table.lines(terminal.width()));
        return ExitCode.OK;
    }

    private static Map<String, Object> json(HomePlace place) {
        var json = new LinkedHashMap<String, Object>();
        json.put("what", place.what());
        json.put("path", place.path().toString());
        json.put("exists", place.exists());
        json.put("bytes", place.exists() ? place.bytes() : null);
        return json;
    }
}
