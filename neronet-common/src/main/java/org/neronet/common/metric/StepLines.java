package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads lines that begin with a {@link StepLead}. */
final class StepLines implements LineReader {
    private final StreamContext context;
    private final EpochAxis axis = new EpochAxis();

    StepLines(StreamContext context) {
        this.context = context;
    }

    @Override
    public int wants() {
        return LineTraits.DIGIT;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        return LeadParser.parse(line).filter(lead -> !isAssignment(line)).flatMap(lead -> read(line, lead));
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
        var values =
                fields.stream().filter(field -> !Pair.isStepName(field.name())).toList();
        readings.addAll(Field.readings(values, lead.prefix(), place(lead, fields)));
        return Optional.of(readings);
    }

    /** Later lines without a place of their own belong to this epoch; to this step only below a heading. */
    private void enter(StepLead lead, boolean heading) {
        if (lead.epoch().isPresent()) {
            context.step(lead.epoch().getAsDouble());
        } else if (heading && lead.step().isPresent()) {
            context.step(lead.step().getAsDouble());
        }
    }

    private OptionalDouble place(StepLead lead, List<Field> fields) {
        var part = lead.part();
        var named = fields.stream()
                .filter(field -> Pair.rank(field.name()) > 1 && Double.isFinite(field.value()))
                .max(Comparator.comparingInt(field -> Pair.rank(field.name())));
        if (named.isPresent() && (part.isEmpty() || Pair.rank(named.get().name()) > 2)) {
            return OptionalDouble.of(named.get().value());
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
