package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Which names are metrics, learnt from how often and with which values they come. */
final class Sightings {
    private final Set<String> declared;
    private final Set<String> known = new HashSet<>();
    private final Map<String, List<Reading.Value>> doubted = new HashMap<>();
    private final List<String> unsettled = new ArrayList<>();

    Sightings(Set<String> declared) {
        this.declared = declared;
    }

    boolean isKnown(String name) {
        return known.contains(name) || declared.contains(name);
    }

    boolean isDeclared(String name) {
        return declared.contains(name);
    }

    /** Puts into {@code out} what is a metric now: this reading, and those of its name that were held back. */
    void take(Reading.Value reading, Evidence evidence, List<Reading> out) {
        if (evidence == Evidence.FIRM || isKnown(reading.name())) {
            accept(reading, out);
        } else if (evidence == Evidence.REPEATED) {
            doubt(reading, out);
        }
    }

    /** From now on everything of this name counts. */
    void learn(String name) {
        if (known.size() < OutputReader.MAX_METRICS) {
            known.add(name);
        }
    }

    /** Settings are printed once or twice, with one value; metrics go on. */
    private void doubt(Reading.Value reading, List<Reading> out) {
        if (reading.step().isEmpty()) {
            unsettled.add(reading.name());
        }
        var before = doubted.get(reading.name());
        if (before == null) {
            if (doubted.size() < OutputReader.MAX_METRICS) {
                doubted.put(reading.name(), List.of(reading));
            }
        } else if (before.size() > 1 || before.get(0).value() != reading.value()) {
            accept(reading, out);
        } else {
            doubted.put(reading.name(), List.of(before.get(0), reading));
        }
    }

    /**
     * The line is over: what is held back of it stays where its other values are.
     *
     * @param row the step that is counted now
     */
    void settle(long row) {
        if (!unsettled.isEmpty()) {
            unsettled.forEach(name -> doubted.computeIfPresent(name, (key, held) -> settled(held, row)));
            unsettled.clear();
        }
    }

    private static List<Reading.Value> settled(List<Reading.Value> held, long row) {
        var places = new ArrayList<Reading.Value>(held.size());
        double next = row;
        for (var value : held) {
            double place = value.step().orElse(next);
            places.add(new Reading.Value(value.name(), OptionalDouble.of(place), value.value()));
            next = Math.max(row, place + 1);
        }
        return List.copyOf(places);
    }

    /** Now that the name is known to be a metric, what was held back of it counts too. */
    private void accept(Reading.Value reading, List<Reading> out) {
        var before = doubted.isEmpty() ? null : doubted.remove(reading.name());
        if (before != null) {
            out.addAll(before);
        }
        learn(reading.name());
        out.add(reading);
    }
}
