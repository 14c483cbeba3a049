package org.neronet.man.spec;

import java.util.List;
import org.neronet.common.experiment.AttemptPlan;

/**
 * Which files come back.
 *
 * @param include patterns of result files; empty means every new or changed file
 * @param exclude patterns, as in {@link IgnoreFile}, of files that are left there
 * @param maxBytes most bytes of one attempt's results
 */
public record Results(List<String> include, List<String> exclude, long maxBytes) {
    /** Every new or changed file, up to 100 MB. */
    public static final Results ALL = new Results(List.of(), List.of(), AttemptPlan.DEFAULT_RESULT_BYTES);

    public Results {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }
}
