package org.neronet.common.rule;

import static org.neronet.common.rule.NumberWords.text;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A value is NaN or infinite, as Keras' TerminateOnNaN looks for, in one metric or in all that are watched: those declared
 * and those whose name speaks of a loss, an error, an energy or the like.
 *
 * @param watched the declared names
 */
public record NotFinite(Basics basics, Set<String> watched) implements Rule {
    private static final Pattern TELLING = Pattern.compile(
            "loss|err|energy|cost|residual|mse|mae|nll|perplexity|ppl|accuracy|entropy|grad|norm|objective|temperature"
                    + "|pressure|density|(^|[^a-z])(acc|kl|elbo)([^a-z]|$)");

    public NotFinite {
        watched = Set.copyOf(watched);
    }

    @Override
    public Judge judge() {
        var rows = new java.util.HashMap<String, Row>();
        return new Judge() {
            @Override
            public Optional<String> value(Observation seen, boolean isNew, Duration sinceStart) {
                if (!isWatched(seen) || !basics.after().isReached(seen.step(), sinceStart)) {
                    return Optional.empty();
                }
                var row = rows.computeIfAbsent(seen.name(), name -> new Row(basics.times()));
                return row.add(!Double.isFinite(seen.value()), isNew)
                        ? Optional.of(seen.name() + " " + text(seen.value()) + row.words() + " at " + text(seen.step()))
                        : Optional.empty();
            }
        };
    }

    private boolean isWatched(Observation seen) {
        return basics.metric().isPresent()
                ? basics.isOf(seen)
                : watched.contains(seen.name())
                        || TELLING.matcher(seen.name().toLowerCase(Locale.ROOT)).find();
    }
}
