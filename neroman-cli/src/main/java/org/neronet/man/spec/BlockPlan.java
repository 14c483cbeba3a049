package org.neronet.man.spec;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neronet.common.experiment.Resources;
import org.neronet.common.json.JsonObject;
import org.neronet.man.sweep.Point;
import org.neronet.man.sweep.Sweep;

/** A block read and checked: what all points of its sweep share, and the templates in which they differ. */
record BlockPlan(
        Block block,
        Optional<String> collection,
        Path folder,
        Sweep sweep,
        List<Template> command,
        List<Template> resume,
        Map<String, Template> environment,
        Optional<Template> workdir,
        List<String> setup,
        Resources resources,
        List<String> sbatchArgs,
        int priority,
        int retries,
        Code code,
        Results results,
        List<String> metrics,
        Optional<String> customMsg,
        JsonObject kept,
        String source) {
    private static final int EXPERIMENT_BYTES = 500;

    /** About as much memory as the experiment at one point takes, values of parameters not counted. */
    long bytesEach() {
        long texts = Stream.of(command.stream(), resume.stream(), environment.values().stream())
                .flatMap(all -> all)
                .mapToLong(Template::bytesEach)
                .sum();
        return EXPERIMENT_BYTES + texts;
    }

    /** The experiment at one point of the sweep. */
    Experiment at(Point point, String name) {
        var texts = point.texts();
        var variables = new LinkedHashMap<String, String>();
        environment.forEach((key, template) -> variables.put(key, template.expand(texts)));
        return new Experiment(
                name,
                collection,
                folder,
                point.typed(),
                new Run(
                        command.stream().map(word -> word.expand(texts)).toList(),
                        variables,
                        setup,
                        resources,
                        sbatchArgs,
                        workdir.flatMap(template -> WorkdirReader.normal(template.expand(texts))),
                        priority,
                        retries),
                code,
                results,
                metrics,
                customMsg,
                kept(texts),
                source);
    }

    /** What is kept is as written, but for the command with which a later attempt goes on: it is another at each point. */
    private JsonObject kept(Map<String, String> texts) {
        var words = resume.stream().map(word -> word.expand(texts)).toList();
        return words.isEmpty() ? kept : kept.with(SpecKeys.RESUME, words);
    }
}
