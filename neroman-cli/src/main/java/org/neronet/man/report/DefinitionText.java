package org.neronet.man.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.neronet.common.json.Json;
import org.neronet.man.history.Siblings;
import org.neronet.man.spec.Experiment;

/** What an experiment is, for people. */
final class DefinitionText {
    private DefinitionText() {}

    static void add(Experiment experiment, Siblings siblings, Fields page) {
        page.add("parameters", each(experiment.parameters()));
        page.add("differs in", differences(experiment, siblings));
        var run = experiment.run();
        page.add("command", ShellLine.of(run.argv()));
        page.add("env", each(run.environment()));
        page.add("setup", run.setup());
        page.add("resources", DossierWords.resources(run.resources()));
        page.add("sbatch_args", run.sbatchArgs().isEmpty() ? "" : ShellLine.of(run.sbatchArgs()));
        page.add("priority", run.priority() == 0 ? "" : String.valueOf(run.priority()));
        page.add("retries", run.retries() == 0 ? "" : String.valueOf(run.retries()));
        page.add("code", experiment.code().mainFile().map(file -> "main_code_file " + file));
        page.add("files", experiment.code().required());
        page.add("exclude", experiment.code().exclude());
        page.add("outputs", experiment.results().include());
        page.add("declared", String.join(", ", experiment.metrics()));
        page.add("message", experiment.customMsg());
        page.add(
                "rules",
                experiment.kept().asMap().entrySet().stream()
                        .map(rule -> rule.getKey() + ": " + Json.write(rule.getValue()))
                        .toList());
    }

    private static List<String> each(Map<String, ?> map) {
        return map.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .toList();
    }

    /** Its own parameters first, in their order. */
    private static List<String> differences(Experiment experiment, Siblings siblings) {
        var names = new LinkedHashSet<>(experiment.parameters().keySet());
        names.retainAll(siblings.varied().keySet());
        names.addAll(siblings.varied().keySet());
        return names.stream()
                .map(name -> name + " " + own(experiment, name) + ", among "
                        + DossierWords.count(siblings.count(), "experiment") + " of its folder: "
                        + DossierWords.values(siblings.varied().get(name)))
                .toList();
    }

    private static String own(Experiment experiment, String name) {
        return experiment.parameters().containsKey(name)
                ? String.valueOf(experiment.parameters().get(name))
                : "not there";
    }
}
