package org.neronet.man.spec;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.neronet.man.config.Problems;
import org.neronet.man.config.Quantity;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue.Mapping;

/** Reads {@code results:} and the original's {@code outputs:}. */
final class ResultsReader {
    private static final Set<String> KEYS = Set.of("include", "exclude", "max_size");
    private static final long MOST = 1_000_000_000_000L;

    private final Problems problems;

    ResultsReader(Problems problems) {
        this.problems = problems;
    }

    Results read(YamlFields fields) {
        var outputs = patterns(fields, "outputs");
        var results = fields.value("results");
        if (results.isEmpty()) {
            return new Results(outputs, List.of(), Results.ALL.maxBytes());
        }
        if (!(results.get() instanceof Mapping map)) {
            return new Results(one(fields, outputs, patterns(fields, "results")), List.of(), Results.ALL.maxBytes());
        }
        var inner = new YamlFields(map, problems);
        inner.allowOnly(KEYS);
        return new Results(
                one(fields, outputs, patterns(inner, "include")),
                new PatternReader(problems).read(inner, "exclude"),
                maxBytes(inner));
    }

    private List<String> one(YamlFields fields, List<String> outputs, List<String> include) {
        if (!outputs.isEmpty() && !include.isEmpty()) {
            problems.add(
                    fields.start("results"),
                    "'outputs' and 'results' both say which files come back",
                    "keep one of the two");
        }
        return outputs.isEmpty() ? include : outputs;
    }

    private List<String> patterns(YamlFields fields, String key) {
        var patterns = new ArrayList<String>();
        for (var pattern : fields.texts(key)) {
            if (pattern.isBlank() || pattern.startsWith("/") || leadsOut(pattern)) {
                var message = "'" + pattern + "' cannot be an output: it is not in the working folder";
                problems.add(fields.start(key), message, key + ": [model.json, plots/*.png]");
            } else {
                patterns.add(pattern);
            }
        }
        return patterns;
    }

    private static boolean leadsOut(String pattern) {
        try {
            return Path.of(pattern).normalize().startsWith("..");
        } catch (InvalidPathException e) {
            return true; // What can be no path is in no folder.
        }
    }

    private long maxBytes(YamlFields fields) {
        var text = fields.text("max_size");
        var bytes = text.flatMap(Quantity::memory).filter(size -> size <= MOST);
        if (text.isPresent() && bytes.isEmpty()) {
            var message = "max_size cannot be '" + text.get() + "'";
            problems.add(fields.start("max_size"), message, "a size up to 1T, such as max_size: 500MB");
        }
        return bytes.orElse(Results.ALL.maxBytes());
    }
}
