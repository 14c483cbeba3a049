package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What {@link AutoReader} remembers of one stream: the names that are metrics, and whether a listing goes on. */
final class AutoLines implements LineReader {
    private final StreamContext context;
    private final Sightings sightings;
    private boolean inListing;

    AutoLines(StreamContext context) {
        this.context = context;
        this.sightings = context.sightings();
    }

    @Override
    public int wants() {
        return inListing ? LineTraits.ANY : LineTraits.NUMBER_LAST | LineTraits.OPENING_LAST | LineTraits.AROUND;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        boolean listed = isListed(line);
        int open = stepBehind(line);
        if (open > 0) {
            return PairScanner.scan("step " + line.substring(open + " (step ".length(), line.length() - 1) + " "
                            + line.substring(0, open))
                    .map(this::read);
        }
        return PairScanner.scan(line)
                .map(scanned -> listed ? new PairLine(scanned.pairs(), Evidence.KNOWN) : scanned)
                .map(this::read);
    }

    /** Logs tell of many things: their whole numbers are counts, and the others must come again, but for {@code Test loss: 0.5}. */
    @Override
    public Optional<List<Reading>> readLogged(String message) {
        return PairScanner.scan(message).map(scanned -> read(new PairLine(scanned.pairs(), logged(scanned))));
    }

    /** Where the parentheses of {@code acc: 0.9 (step 12)} begin, or -1. */
    private static int stepBehind(String line) {
        return line.endsWith(")") ? line.lastIndexOf(" (step ") : -1;
    }

    private static Evidence logged(PairLine line) {
        if (line.pairs().stream().anyMatch(Pair::isStep)) {
            return line.evidence();
        }
        boolean counts = line.pairs().stream().allMatch(pair -> pair.value() == Math.rint(pair.value()));
        if (counts || line.evidence() != Evidence.FIRM) {
            return counts ? Evidence.KNOWN : line.evidence();
        }
        boolean measured = line.pairs().stream().allMatch(pair -> isScore(pair.name()));
        return measured ? Evidence.FIRM : Evidence.REPEATED;
    }

    private static boolean isScore(String name) {
        return name.indexOf(' ') > 0 && Words.isMetric(name);
    }

    private List<Reading> read(PairLine line) {
        var named = step(line.pairs());
        if (line.hasOnlySteps()) {
            setStep(line, named);
        }
        var step = named.isPresent() ? named : context.step();
        var evidence = line.believed();
        var readings = new ArrayList<Reading>(line.pairs().size());
        for (var pair : line.pairs()) {
            if (!pair.isStep() || sightings.isDeclared(pair.name())) {
                sightings.take(new Reading.Value(pair.name(), step, pair.value()), evidence, readings);
            }
        }
        return readings;
    }

    /** Indented lines below one that ends with an opening bracket are a listing of something. */
    private boolean isListed(String line) {
        int length = line.length();
        boolean indented = length > 0 && Blanks.isBlank(line.charAt(0));
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
        if (line.evidence() == Evidence.FIRM || sightings.isKnown(name)) {
            step.ifPresent(context::step);
        }
        sightings.learn(name);
    }
}
