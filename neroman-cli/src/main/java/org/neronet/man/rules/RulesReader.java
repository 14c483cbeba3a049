package org.neronet.man.rules;

import java.time.Duration;
import java.util.Optional;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;

/** Checks a block's keys about watching, telling and drawing. */
public final class RulesReader {
    private final Problems problems;

    public RulesReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Notes every fault in {@code conditions}, {@code stop}, {@code notify}, {@code plot} and the like.
     *
     * @param timeLimit of the block, if it sets one
     */
    public void check(YamlFields fields, Optional<Duration> timeLimit) {
        var metrics = new DeclaredMetrics(fields, problems);
        new MetricsReader(problems).check(fields);
        new ConditionsReader(problems, metrics).check(fields);
        new StopReader(problems, metrics).check(fields);
        new NotifyReader(problems).check(fields);
        new ProcessorsReader(problems).check(fields);
        new TimeLimitReader(problems).check(fields, timeLimit);
    }
}
