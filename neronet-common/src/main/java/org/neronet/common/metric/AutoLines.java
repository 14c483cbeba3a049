package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What {@link AutoReader} remembers of one stream: the step now, the names that are metrics, and those that may be. */
final class AutoLines implements LineReader {
    private final StreamContext context;
    private final Set<String> declared;
    private final Set<String> known = new HashSet<>();
    private final Map<String, List<Reading.Value>> doubted = new HashMap<>();
    private boolean inListing;

    AutoLines(StreamContext context) {
        this.context = context;
        this.declared = context.declared();
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        boolean listed = isListed(line);
        return PairScanner.scan(line)
                .map(scanned -> listed ? new PairLine(scanned.pairs(), Evidence.KNOWN) : scanned)
                .map(this::read);
    }

    private List<Reading> read(PairLine line) {
        var named = step(line.pairs());
        if (line.hasOnlySteps()) {
            setStep(line, named);
        }
        var step = named.isPresent() ? named : context.step();
        var readings = new ArrayList<Reading>(line.pairs().size());
        for (var pair : line.pairs()) {
            if (!pair.isStep() || declared.contains(pair.name())) {
                take(new Reading.Value(pair.name(), step, pair.value()), line.evidence(), readings);
            }
        }
        return readings;
    }

    /** Indented lines below one that ends with an opening bracket are a listing of something. */
    private boolean isListed(String line) {
        int length = line.length();
        boolean indented = length > 0 && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
        boolean opens = length > 0 && "{[(".indexOf(line.charAt(length - 1)) >= 0;
        boolean listed = inListing && indented;
        inListing = opens || listed || inListing && length == 0;
        return listed;
    }

    private static OptionalDouble step(List<Pair> pairs) {
        return pairs.stream()
                .filter(Pair::isStep)
                .max(Comparator.comparingInt(Pair::rank))
                .map(pair -> OptionalDouble.of(pair.value()))
                .orElse(OptionalDouble.empty());
    }

    /** A doubtful line such as {@code step = 1000} in a listing must not hold all that follows at one place. */
    private void setStep(PairLine line, OptionalDouble step) {
        var name = line.pairs().get(0).name();
        if (line.evidence() == Evidence.FIRM || known.contains(name) || declared.contains(name)) {
            step.ifPresent(context::step);
        }
        learn(name);
    }

    private void take(Reading.Value reading, Evidence evidence, List<Reading> out) {
        var name = reading.name();
        if (evidence == Evidence.FIRM || known.contains(name) || declared.contains(name)) {
            accept(reading, out);
        } else if (evidence == Evidence.REPEATED) {
            doubt(reading, out);
        }
    }

    /** Settings are printed once or twice, with one value; metrics go on. */
    private void doubt(Reading.Value reading, List<Reading> out) {
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

    /** Now that the name is known to be a metric, what was held back of it counts too. */
    private void accept(Reading.Value reading, List<Reading> out) {
        var before = doubted.remove(reading.name());
        if (before != null) {
            out.addAll(before);
        }
        learn(reading.name());
        out.add(reading);
    }

    private void learn(String name) {
        if (known.size() < OutputReader.MAX_METRICS) {
            known.add(name);
        }
    }
}
