package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@link BarFrame}s: how far the program is, and the values before and behind the bar. */
final class BarLines implements LineReader {
    /** Of the frames of one bar about this many are taken for their values. */
    private static final int FRAMES = 200;

    private final StreamContext context;
    private final EpochAxis axis = new EpochAxis();
    private Reading.Progress main = new Reading.Progress(1, 1);
    private double base;
    private double last;
    private double next;
    private boolean ended;

    BarLines(StreamContext context) {
        this.context = context;
    }

    @Override
    public int wants() {
        return LineTraits.BAR | LineTraits.WIDE | LineTraits.BRACKET_LAST;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        return canBeBar(line) ? BarFrame.parse(line).map(frame -> read(frame, true)) : Optional.empty();
    }

    @Override
    public Optional<List<Reading>> readFrame(String frame) {
        return canBeBar(frame) ? BarFrame.parse(frame).map(bar -> read(bar, false)) : Optional.empty();
    }

    private static boolean canBeBar(String line) {
        return line.indexOf('[') > 0 && (line.endsWith("]") || line.indexOf("%|") > 0) || line.indexOf('━') >= 0;
    }

    private List<Reading> read(BarFrame frame, boolean whole) {
        var lead = LeadParser.parse(frame.heading()).filter(found -> !found.weak());
        var readings = new ArrayList<Reading>(progress(frame, lead));
        var fields = fields(frame, lead);
        if (!fields.isEmpty() && isTaken(frame, whole)) {
            var epoch =
                    lead.map(StepLead::epoch).filter(OptionalDouble::isPresent).orElseGet(context::step);
            var place = epoch.isPresent() && frame.total() > 0
                    ? axis.place(epoch.getAsDouble(), OptionalDouble.of(frame.done() / frame.total()))
                    : base + frame.done();
            readings.addAll(Field.readings(fields, lead.map(StepLead::prefix).orElse(""), OptionalDouble.of(place)));
        }
        return readings;
    }

    private static List<Field> fields(BarFrame frame, Optional<StepLead> lead) {
        var heading = frame.heading();
        int from = lead.map(StepLead::end).orElse(0);
        int to = heading.endsWith(":") ? heading.length() - 1 : heading.length();
        var fields = new ArrayList<Field>();
        var before = FieldScanner.scan(heading, Math.min(from, to), to);
        if (before.whole() || lead.isPresent()) {
            fields.addAll(before.fields());
        }
        fields.addAll(
                FieldScanner.scan(frame.postfix(), 0, frame.postfix().length()).fields());
        fields.removeIf(field -> field.name().equals("v_num") || Pair.isStepName(field.name()));
        return fields;
    }

    /** A bar that begins again goes on where the one before it ended. */
    private boolean isTaken(BarFrame frame, boolean whole) {
        double done = frame.done();
        if (done < last || ended && done == last) {
            base += last;
            next = 0;
        }
        last = done;
        ended = whole;
        boolean taken = whole || done >= next;
        next = taken ? done + Math.max(1, (frame.total() > 0 ? frame.total() : done) / (double) FRAMES) : next;
        return taken;
    }

    private List<Reading> progress(BarFrame frame, Optional<StepLead> lead) {
        if (frame.total() == 0) {
            return List.of();
        }
        if (lead.isPresent() && lead.get().epochs() > 0 && frame.total() < Integer.MAX_VALUE) {
            return epochs(frame, lead.get());
        }
        var progress = new Reading.Progress((long) frame.done(), frame.total());
        boolean smaller = progress.total() < main.total() && main.done() < main.total();
        if (context.isCounted() || smaller) {
            return List.of();
        }
        main = progress;
        return List.of(progress);
    }

    private List<Reading> epochs(BarFrame frame, StepLead lead) {
        context.counted();
        double epoch = lead.epoch().orElse(0);
        context.step(epoch);
        long total = Math.min(lead.epochs(), Integer.MAX_VALUE) * frame.total();
        long done = (long) (axis.begin(epoch) * frame.total() + frame.done());
        return done <= total ? List.of(new Reading.Progress(done, total)) : List.of();
    }
}
