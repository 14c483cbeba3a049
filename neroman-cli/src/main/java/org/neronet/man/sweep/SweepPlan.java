package org.neronet.man.sweep;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;

/**
 * What {@code sweep:} and {@code repeat:} say about how parameters are combined.
 *
 * @param zipAll whether all lists go together
 * @param zips names of lists that go together, group by group
 * @param points written one by one
 * @param random how many points a random search draws
 * @param except what is left out
 * @param repeat how often every point is run
 */
record SweepPlan(
        Mark mark,
        boolean zipAll,
        List<List<String>> zips,
        Optional<List<Map<String, Scalar>>> points,
        OptionalInt random,
        long seed,
        List<Formula> except,
        OptionalInt repeat) {}
