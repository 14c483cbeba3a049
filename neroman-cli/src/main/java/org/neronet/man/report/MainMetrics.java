package org.neronet.man.report;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.common.event.MetricSource;
import org.neronet.man.history.MetricSummary;

/**
 * Which metrics matter most: the declared ones in their order, then those that the programs named first. What
 * programs use counts only where it is declared.
 */
public final class MainMetrics {
    private static final Pattern HIGHER_IS_BETTER = Pattern.compile(
            "(^|[^a-z])(acc|accuracy|auc|f1|score|reward|return|precision|recall|r2|iou|dice|bleu|map|ndcg|psnr|ssim)([^a-z]|$)");

    /** One value and the experiment that has it. */
    public record Best(String metric, double value, long id) {}

    private MainMetrics() {}

    /** At most {@code limit} names that at least one of the experiments has values of. */
    public static List<String> of(Collection<ExperimentReport> experiments, int limit) {
        var seen = new LinkedHashSet<String>();
        experiments.forEach(each -> each.metrics().forEach(metric -> seen.add(metric.name())));
        var names = new LinkedHashSet<String>();
        experiments.forEach(each -> names.addAll(each.row().experiment().metrics()));
        names.retainAll(seen);
        if (names.isEmpty()) {
            seen.stream().filter(name -> !MetricSource.isResource(name)).forEach(names::add);
        }
        return names.stream().limit(limit).toList();
    }

    /** The best value of the first main metric: the highest of what is called accuracy and the like, else the lowest. */
    public static Optional<Best> best(Collection<ExperimentReport> experiments) {
        return of(experiments, 1).stream().findFirst().flatMap(name -> best(experiments, name));
    }

    private static Optional<Best> best(Collection<ExperimentReport> experiments, String name) {
        boolean high = isHigherBetter(name);
        Optional<Best> best = Optional.empty();
        for (var each : experiments) {
            var value = each.metric(name).flatMap(high ? MetricSummary::max : MetricSummary::min);
            var bar = best;
            if (value.filter(v -> bar.isEmpty()
                            || (high ? v > bar.get().value() : v < bar.get().value()))
                    .isPresent()) {
                best = Optional.of(new Best(name, value.get(), each.id()));
            }
        }
        return best;
    }

    static boolean isHigherBetter(String name) {
        return HIGHER_IS_BETTER.matcher(name.toLowerCase(java.util.Locale.ROOT)).find();
    }
}
