package org.neronet.man.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neronet.common.experiment.Resources;
import org.neronet.common.json.JsonObject;
import org.neronet.man.config.ArgumentText;
import org.neronet.man.config.PlainValue;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;
import org.neronet.man.rules.RulesReader;
import org.neronet.man.sweep.SweepReader;

/** Reads what one block says, before its sweep is expanded. */
final class BlockReader {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Mapping NOTHING = new Mapping(List.of(), false, new Mark(1, 1, 0), new Mark(1, 1, 0));

    private final Path folder;
    private final Problems problems;
    private final CodePaths paths;
    private final SweepReader sweeps;

    BlockReader(Path folder, Problems problems, SweepReader sweeps) {
        this.sweeps = sweeps;
        this.folder = folder;
        this.problems = problems;
        this.paths = new CodePaths(folder, problems);
    }

    BlockPlan read(Block block) {
        var fields = new YamlFields(block.mapping(), problems);
        var sweep = sweeps.read(
                fields.map(SpecKeys.PARAMETERS).orElse(NOTHING), fields.value("sweep"), fields.value("repeat"));
        var templates = new TemplateReader(sweep.names(), problems);
        var commands = new CommandReader(block, problems, templates);
        var command = commands.read();
        var resume = commands.resume();
        var environment = environment(fields, templates);
        program(block, command, fields);
        var workdir = new WorkdirReader(folder, problems).read(fields, sweep, templates);
        var reached = Stream.of(environment.values().stream(), workdir.stream(), resume.stream())
                .flatMap(all -> all);
        new IdleParameters(problems).warn(block, sweep, command, reached.toList());
        var resources =
                fields.map("resources").map(new ResourcesReader(problems)::read).orElse(Resources.DEFAULT);
        new RulesReader(problems).check(fields, resources.time());
        return new BlockPlan(
                block,
                collection(fields),
                folder,
                sweep,
                command,
                resume,
                environment,
                workdir,
                fields.texts("setup"),
                resources,
                new SbatchWords(problems).read(fields),
                fields.integer("priority", -1000, 1000).orElse(0),
                fields.integer("retries", 0, 100).orElse(0),
                new Code(
                        fields.value("required_files").map(paths::required).orElse(List.of()),
                        new PatternReader(problems).read(fields, "exclude"),
                        mainFile(fields)),
                new ResultsReader(problems).read(fields),
                metrics(fields),
                fields.text("custom_msg"),
                kept(block),
                problems.source().file() + ":" + block.at().line());
    }

    private void program(Block block, List<Template> command, YamlFields fields) {
        if (!command.isEmpty() && fields.value("shell").isEmpty()) {
            var key = fields.value(SpecKeys.COMMAND).isPresent() ? SpecKeys.COMMAND : SpecKeys.PREFIX;
            var at = block.keys().get(key).value().start();
            boolean prepared = fields.value("setup").isPresent();
            new ProgramFile(folder, problems).check(command.get(0), at, prepared);
        }
    }

    /** The original wrote {@code None} for none. */
    private Optional<String> collection(YamlFields fields) {
        var collection = fields.text("collection").filter(name -> !name.equals("None"));
        collection
                .flatMap(name -> SpecKeys.nameFault("a collection", name))
                .ifPresent(fault -> problems.add(fields.start("collection"), fault, "collection: lang"));
        return collection;
    }

    private Optional<String> mainFile(YamlFields fields) {
        var value = fields.value(SpecKeys.MAIN_FILE);
        fields.text(SpecKeys.MAIN_FILE);
        return value.filter(Scalar.class::isInstance).flatMap(v -> paths.mainFile((Scalar) v));
    }

    private Map<String, Template> environment(YamlFields fields, TemplateReader templates) {
        var environment = new LinkedHashMap<String, Template>();
        fields.map("env")
                .ifPresent(map -> map.entries().forEach(entry -> {
                    if (variable(entry)) {
                        templates
                                .read(((Scalar) entry.value()).text(), entry.value())
                                .ifPresent(template -> environment.put(entry.name(), template));
                    }
                }));
        return environment;
    }

    private boolean variable(Entry entry) {
        if (!VARIABLE.matcher(entry.name()).matches()) {
            var message = "'" + entry.name() + "' cannot name an environment variable";
            problems.add(entry.key().start(), message, "a letter or _, then letters, digits and _");
            return false;
        }
        if (!(entry.value() instanceof Scalar scalar)) {
            var message = "the variable '" + entry.name() + "' must be one text, not "
                    + entry.value().kind();
            problems.add(entry.value().start(), message, entry.name() + ": text");
            return false;
        }
        return ArgumentText.check(entry.name() + "=" + scalar.text(), scalar.start(), problems);
    }

    private void checkNames(YamlValue names) {
        var items = names instanceof Sequence sequence ? sequence.items() : List.of(names);
        for (var item : items) {
            if (item instanceof Scalar scalar && !(scalar.value() instanceof String)) {
                var message = "'metrics' must be a list of names, not " + item.kind();
                problems.add(item.start(), message, "metrics: [val_loss]; quote a name that looks like a number");
            }
        }
    }

    /** What is written of where metrics are read travels as it is. */
    private static JsonObject kept(Block block) {
        var wanted = new ArrayList<>(SpecKeys.KEPT);
        if (isMap(block.keys().get("metrics"))) {
            wanted.add("metrics");
        }
        return PlainValue.of(block.keys(), wanted);
    }

    private static boolean isMap(Entry entry) {
        return entry != null && entry.value() instanceof Mapping;
    }

    private List<String> metrics(YamlFields fields) {
        if (fields.value("metrics").orElse(null) instanceof Mapping map) {
            return new YamlFields(map, problems).texts("only");
        }
        var metrics = fields.texts("metrics");
        fields.value("metrics").ifPresent(this::checkNames);
        if (metrics.stream().anyMatch(name -> name.isBlank() || name.length() > 200)) {
            problems.add(fields.start("metrics"), "a metric's name has 1 to 200 characters", "metrics: [val_loss]");
        }
        return metrics.equals(List.of("auto")) ? List.of() : metrics;
    }
}
