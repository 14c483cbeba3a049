package org.neronet.man.rules;

import java.util.List;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Scalar;

/** Checks the original's {@code output_line_processor}, {@code output_file_processor} and {@code plot}. */
final class ProcessorsReader {
    private final Problems problems;

    ProcessorsReader(Problems problems) {
        this.problems = problems;
    }

    void check(YamlFields fields) {
        for (var key : List.of("output_line_processor", "output_file_processor")) {
            fields.map(key)
                    .ifPresent(map -> map.entries()
                            .forEach(entry -> words(
                                    key,
                                    entry,
                                    2,
                                    "stdout.log: my_reader read_line (a file, then module function argument…)")));
        }
        fields.map("plot")
                .ifPresent(map -> map.entries()
                        .forEach(entry -> words(
                                "plot",
                                entry,
                                3,
                                "curve: my_plots draw curve.png val_loss (module function file argument…)")));
    }

    private void words(String key, Entry entry, int least, String example) {
        boolean fine = entry.value() instanceof Scalar scalar
                && scalar.value() instanceof String text
                && text.strip().split("\\s+").length >= least;
        if (!fine) {
            var message = "'" + key + "." + entry.name() + "' must be a text of at least " + least + " words";
            problems.add(entry.value().start(), message, example);
        }
    }
}
