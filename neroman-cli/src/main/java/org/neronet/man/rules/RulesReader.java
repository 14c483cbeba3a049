package org.neronet.man.rules;

import java.util.List;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Checks a block's keys about watching, telling and drawing. */
public final class RulesReader {
    private final Problems problems;

    public RulesReader(Problems problems) {
        this.problems = problems;
    }

    /** Notes every fault in {@code conditions}, {@code stop}, {@code notify}, {@code plot} and the like. */
    public void check(YamlFields fields) {
        var metrics = new DeclaredMetrics(fields, problems);
        new MetricsReader(problems).check(fields);
        new ConditionsReader(problems, metrics).check(fields);
        new StopReader(problems, metrics).check(fields);
        new NotifyReader(problems).check(fields);
        new ProcessorsReader(problems).check(fields);
        new Spans(problems).check(fields, "before_time_limit", "before_time_limit: 5m");
        resume(fields);
    }

    private void resume(YamlFields fields) {
        fields.value("resume_command").ifPresent(value -> {
            var words = value instanceof Sequence list ? list.items() : List.<YamlValue>of(value);
            boolean fine = !words.isEmpty()
                    && words.stream()
                            .allMatch(word -> word instanceof Scalar scalar
                                    && !scalar.isNull()
                                    && !scalar.text().isBlank());
            if (!fine) {
                problems.add(
                        value.start(),
                        "'resume_command' must be a command, as one text or a list of words",
                        "resume_command: python3 main.py --resume");
            }
        });
    }
}
