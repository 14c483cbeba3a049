package org.neronet.man.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.man.history.Definition;
import org.neronet.man.report.Printable;
import org.neronet.man.report.StatusJson;
import org.neronet.man.spec.SpecFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Defines a folder's experiments and prints their ids and names. */
@Command(
        name = "neroman add",
        header = "Define a folder's experiments.",
        description = "Prints an id and a name for each; doing it again changes nothing.",
        footer = {"", "Example: neroman add examples/digits"})
final class AddCommand implements Verb {
    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "with a config.yaml (this folder)")
    private Path folder = Path.of(".");

    @Option(names = "--limit", paramLabel = "N", description = "most experiments in the folder (10000)")
    private int limit = SpecFile.MAX_EXPERIMENTS;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var definitions = session.service().add(folder, CheckCommand.atLeastOne(limit));
        var terminal = session.terminal();
        IdleKeys.warn(definitions.stream().map(Definition::experiment).toList(), terminal);
        if (json) {
            terminal.print(Json.write(Map.of(
                    "schema",
                    StatusJson.SCHEMA,
                    "experiments",
                    definitions.stream().map(AddCommand::json).toList())));
        } else {
            definitions.forEach(each -> terminal.print(
                    each.id() + " " + Printable.line(each.experiment().name())));
            terminal.say(summary(definitions));
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> json(Definition each) {
        return Map.of(
                "id", each.id(),
                "name", each.experiment().name(),
                "kind", each.kind().name().toLowerCase(java.util.Locale.ROOT));
    }

    /** {@code defined 24 experiments: 1-24}. */
    static String summary(List<Definition> definitions) {
        var parts = new ArrayList<String>();
        part("defined", Definition.Kind.NEW, definitions, parts);
        part("updated", Definition.Kind.UPDATED, definitions, parts);
        part("defined anew, because code, command or parameters changed,", Definition.Kind.CHANGED, definitions, parts);
        part("known already", Definition.Kind.SAME, definitions, parts);
        return String.join("; ", parts);
    }

    private static void part(String what, Definition.Kind kind, List<Definition> definitions, List<String> parts) {
        var ids = definitions.stream()
                .filter(d -> d.kind() == kind)
                .map(Definition::id)
                .toList();
        if (!ids.isEmpty()) {
            parts.add(what + " " + Phrases.experiments(ids));
        }
    }
}
