package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads lines that begin with a {@link StepLead}. */
final class StepLines implements LineReader {
    /** From so many steps on, frames are taken each time that their step has grown by this part of it. */
    private static final int FRAMES = 1000;

    private final StreamContext context;
    private final EpochAxis axis = new EpochAxis();
    private double nextFrame = Double.NEGATIVE_INFINITY;

    StepLines(StreamContext context) {
        this.context = context;
    }

    @Override
    public int wants() {
        return LineTraits.DIGIT;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        var lead = LeadParser.parse(line);
        return lead.isEmpty() || isAssignment(line) ? Optional.empty() : read(line, lead.get());
    }

    /** A line of steps that is written over and over has no other form; that of an epoch is complete at its end only. */
    @Override
    public Optional<List<Reading>> readFrame(String frame) {
        var lead = LeadParser.parse(frame)
                .filter(found -> !found.weak() && found.epoch().isEmpty())
                .filter(found -> found.step().isPresent() && !isAssignment(frame));
        return lead.flatMap(found -> isDue(found.step().getAsDouble()) ? read(frame, found) : Optional.of(List.of()));
    }

    private boolean isDue(double step) {
        boolean due = step >= nextFrame;
        nextFrame = due ? step + Math.max(1, step / FRAMES) : nextFrame;
        return due;
    }

    @Override
    public Optional<List<Reading>> readLogged(String message) {
        return read(message);
    }

    /** References such as {@code [5] Equation 1} look like lines of values. */
    private static boolean isSure(String line, StepLead lead, FieldScanner.Result rest) {
        boolean signed = line.indexOf(':', lead.end()) > 0 || line.indexOf('=', lead.end()) > 0;
        return rest.whole()
                && !rest.fields().isEmpty()
                && (signed || rest.fields().stream().allMatch(field -> Words.isMetric(field.name())));
    }

    /** {@code step = 5}, as source code and listings have it. */
    private static boolean isAssignment(String line) {
        int length = line.length();
        int start = Blanks.skip(line, 0, length);
        int sign = Blanks.skip(line, NameText.end(line, start, length), length);
        boolean spaced = sign > start && sign + 1 < length && line.charAt(sign) == '=' && line.charAt(sign - 1) == ' ';
        return spaced && (start > 0 || line.indexOf('=', sign + 1) < 0);
    }

    private Optional<List<Reading>> read(String line, StepLead lead) {
        var rest = FieldScanner.scan(line, lead.end(), line.length());
        if (lead.weak() && !isSure(line, lead, rest)) {
            return Optional.empty();
        }
        var fields = rest.fields();
        if (fields.isEmpty() && !lead.isCounted() && !(lead.word() && rest.whole())) {
            return Optional.empty();
        }
        var readings = new ArrayList<Reading>();
        boolean progress = lead.isCounted() && addProgress(lead, readings);
        enter(lead, fields.isEmpty() && (rest.whole() || progress));
        var place = place(lead, fields);
        for (var field : fields) {
            if (!Pair.isStepName(field.name())) {
                field.addTo(readings, lead.prefix(), place);
            }
        }
        return Optional.of(readings);
    }

    /** Later lines without a place of their own belong to this epoch; to this step only below a heading. */
    private void enter(StepLead lead, boolean heading) {
        if (lead.epoch().isPresent()) {
            context.epoch(lead.epoch().getAsDouble());
        } else if (heading && lead.step().isPresent()) {
            context.step(lead.step().getAsDouble());
        }
    }

    private OptionalDouble place(StepLead lead, List<Field> fields) {
        var part = lead.part();
        int best = part.isEmpty() ? 1 : 2;
        var named = OptionalDouble.empty();
        for (var field : fields) {
            int rank = Pair.rank(field.name());
            if (rank > best && Double.isFinite(field.value())) {
                best = rank;
                named = OptionalDouble.of(field.value());
            }
        }
        if (named.isPresent()) {
            return named;
        }
        if (lead.epoch().isPresent() && (lead.step().isEmpty() || part.isPresent())) {
            return OptionalDouble.of(axis.place(lead.epoch().getAsDouble(), part));
        }
        return lead.step().isPresent() ? lead.step() : context.step();
    }

    private boolean addProgress(StepLead lead, List<Reading> out) {
        var progress = lead.epochs() > 0
                ? epochs(lead)
                : new Reading.Progress((long) lead.step().orElse(0), lead.steps());
        boolean possible = progress.done() >= 0 && progress.done() <= progress.total();
        if (possible) {
            out.add(progress);
            context.counted();
        }
        return possible;
    }

    private Reading.Progress epochs(StepLead lead) {
        double epoch = lead.epoch().orElse(0);
        long parts = lead.batches() > 0 ? lead.batches() : lead.step().isPresent() ? lead.steps() : 0;
        if (parts == 0 || lead.epochs() > Integer.MAX_VALUE || parts > Integer.MAX_VALUE) {
            return new Reading.Progress((long) epoch, lead.epochs());
        }
        double part = (lead.batches() > 0 ? lead.batch() : lead.step()).orElse(0);
        return new Reading.Progress((long) (axis.begin(epoch) * parts + part), lead.epochs() * parts);
    }
}
