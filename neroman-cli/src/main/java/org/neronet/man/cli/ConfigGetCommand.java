package org.neronet.man.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.man.config.Origin;
import org.neronet.man.config.Setting;
import org.neronet.man.report.Printable;
import org.neronet.man.report.StatusJson;
import org.neronet.man.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is in force, and where each value comes from. */
@Command(
        name = "neroman config get",
        header = "Show what is in force, and where it comes from.",
        description = "Without a KEY all; with one its value alone. Keys are name, email, default_cluster, autocollect,"
                + " mail, notify, clusters.NAME.KEY and groups.NAME; clusters and clusters.NAME show all of them.",
        footer = {"", "Example: neroman config get clusters.triton.workdir"})
final class ConfigGetCommand implements Verb {
    @Parameters(arity = "0..1", paramLabel = "KEY", description = "such as email (all)")
    private String key = "";

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var settings = session.setup().settings();
        var found = key.isEmpty() ? settings.all() : settings.get(key);
        var terminal = session.terminal();
        if (json) {
            terminal.print(Json.write(Map.of(
                    "schema",
                    StatusJson.SCHEMA,
                    "settings",
                    found.stream().map(ConfigGetCommand::json).toList())));
        } else if (found.size() == 1 && found.get(0).key().equals(key)) {
            print(found.get(0), session);
        } else {
            var table = new TextTable(List.of("KEY", "VALUE", "FROM"));
            found.forEach(each -> table.add(List.of(
                    each.key(),
                    Printable.line(each.text()),
                    Printable.line(each.origin().text()))));
            terminal.print(table.lines(terminal.width()));
        }
        return ExitCode.OK;
    }

    private static void print(Setting setting, Session session) {
        if (setting.value().isEmpty()) {
            throw new NeronetException(
                    ExitCode.NOT_FOUND,
                    setting.key() + " is not set",
                    session.setup().settings().example(setting.key()));
        }
        boolean isShown = session.terminal().interactive();
        session.terminal().print(isShown ? Printable.line(setting.text()) : setting.text());
        session.terminal().say("from: " + setting.origin().text());
    }

    private static Map<String, Object> json(Setting setting) {
        var json = new LinkedHashMap<String, Object>();
        json.put("key", setting.key());
        json.put("value", setting.value().orElse(null));
        json.put("from", word(setting.origin()));
        json.put(
                "file",
                setting.origin() instanceof Origin.Line line ? line.file().toString() : null);
        json.put("line", setting.origin() instanceof Origin.Line line ? line.number() : null);
        json.put("variable", setting.origin() instanceof Origin.Variable variable ? variable.name() : null);
        return json;
    }

    private static String word(Origin origin) {
        if (origin instanceof Origin.Line) {
            return "file";
        } else if (origin instanceof Origin.Variable) {
            return "environment";
        }
        return origin instanceof Origin.Standard ? "default" : "nowhere";
    }
}
