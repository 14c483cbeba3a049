package org.neronet.common.metric;

import java.util.Optional;
import java.util.OptionalDouble;

/** Finds the {@link StepLead} at the beginning of a line. */
final class LeadParser {
    private static final String GLOBAL_STEP = "global step";
    private static final String DECORATION = "=>*#-~";

    private final CountText count;
    private final String text;
    private final int length;
    private int at;
    private String prefix = "";
    private OptionalDouble epoch = OptionalDouble.empty();
    private OptionalDouble step = OptionalDouble.empty();
    private OptionalDouble batch = OptionalDouble.empty();
    private long epochs;
    private long steps;
    private long batches;
    private boolean weak;
    private boolean word;

    private LeadParser(String text) {
        this.text = text;
        this.length = text.length();
        this.count = new CountText(text);
    }

    /** Whether it is worth a closer look. */
    static boolean canBeLead(String text) {
        int length = text.length();
        int at = afterDecoration(text);
        if (at == length || NumberText.isDigit(text.charAt(at))) {
            return false;
        }
        if (text.charAt(at) == '[' || text.charAt(at) == '(' || text.startsWith("s:", at)) {
            return true;
        }
        int end = NameText.end(text, at, length);
        return StepWord.of(text, at, end) != null
                || StepWord.isTesting(text, at, end)
                || StepWord.isTraining(text, at, end)
                || text.regionMatches(true, at, GLOBAL_STEP, 0, GLOBAL_STEP.length());
    }

    private static int afterDecoration(String text) {
        int at = 0;
        while (at < text.length() && (Blanks.isBlank(text.charAt(at)) || DECORATION.indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    static Optional<StepLead> parse(String text) {
        if (!canBeLead(text)) {
            return Optional.empty();
        }
        var parser = new LeadParser(text);
        return parser.isLead()
                ? Optional.of(new StepLead(
                        parser.prefix,
                        parser.epoch,
                        parser.epochs,
                        parser.step,
                        parser.steps,
                        parser.batch,
                        parser.batches,
                        parser.weak,
                        parser.word,
                        parser.at))
                : Optional.empty();
    }

    private boolean isLead() {
        at = afterDecoration(text);
        if (bareBracket()) {
            weak = true;
            return true;
        }
        boolean qualified = qualifier();
        boolean any = false;
        for (int items = 0; items < 3 && item(items); items++) {
            any = true;
        }
        boolean found = any || qualified && qualifiedCount();
        skipDecoration();
        return found;
    }

    /** {@code === Epoch 3 ===}. */
    private void skipDecoration() {
        for (int i = at; i < length; i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                return;
            }
        }
        at = length;
    }

    /** {@code [1,  2000]}, {@code [10]} or {@code [10/90]}. */
    private boolean bareBracket() {
        if (text.charAt(at) != '[' || !count.read(at + 1)) {
            return false;
        }
        var first = OptionalDouble.of(count.value());
        if (text.startsWith(",", count.end()) && count.total() == 0 && count.read(count.end() + 1)) {
            epoch = first;
            batch = OptionalDouble.of(count.value());
        } else {
            step = first;
            steps = count.total();
        }
        boolean closed = text.startsWith("]", count.end());
        at = closed ? count.end() + 1 : at;
        return closed;
    }

    private boolean qualifier() {
        int end = NameText.end(text, at, length);
        boolean testing = StepWord.isTesting(text, at, end);
        if (!testing && !StepWord.isTraining(text, at, end)) {
            return false;
        }
        prefix = testing ? text.substring(at, end) + "/" : "";
        at = skipJoints(end);
        return true;
    }

    /** {@code Test: [ 0/78]} and {@code Train: 0 [ 0/1251 (0%)]}. */
    private boolean qualifiedCount() {
        if (bracket()) {
            return true;
        }
        int from = at;
        if (!count.read(at) || count.total() > 0) {
            return false;
        }
        epoch = OptionalDouble.of(count.value());
        at = Blanks.skip(text, count.end(), length);
        return bracket() || (at = from) < 0;
    }

    private boolean item(int items) {
        int from = at;
        boolean open = at < length && (text.charAt(at) == '[' || text.charAt(at) == '(');
        int name = open ? at + 1 : at;
        int nameEnd = text.regionMatches(true, name, GLOBAL_STEP, 0, GLOBAL_STEP.length())
                ? name + 11
                : NameText.end(text, name, length);
        var kind = nameEnd == name + 11 && text.charAt(nameEnd - 5) == ' '
                ? StepWord.STEP
                : StepWord.of(text, name, nameEnd);
        boolean tightStep =
                items == 0 && nameEnd == name + 1 && text.charAt(name) == 's' && text.startsWith(":", nameEnd);
        if (kind == null && !tightStep || !number(nameEnd)) {
            at = from;
            return false;
        }
        weak |= tightStep;
        word |= items == 0 && Pair.isStepName(text.substring(name, nameEnd));
        put(tightStep ? StepWord.STEP : kind);
        at = skipJoints(count.end());
        if (kind == StepWord.EPOCH && !open) {
            bracket();
            bareCount();
        }
        return true;
    }

    private void put(StepWord kind) {
        var value = OptionalDouble.of(count.value());
        switch (kind) {
            case EPOCH -> {
                epoch = value;
                epochs = count.total();
            }
            case BATCH -> {
                batch = value;
                batches = count.total();
            }
            case STEP, ROUND -> {
                step = value;
                steps = count.total();
            }
        }
    }

    private boolean number(int nameEnd) {
        int from = Blanks.skip(text, nameEnd, length);
        boolean sign = from < length && ":=#".indexOf(text.charAt(from)) >= 0;
        int start = sign ? Blanks.skip(text, from + 1, length) : from;
        boolean open = start < length && text.charAt(start) == '[';
        return (sign || open || start > nameEnd)
                && count.read(open ? start + 1 : start)
                && (!open || text.startsWith("]", count.end()));
    }

    /** {@code [50]}, {@code [ 50/1251 (4%)]} behind an epoch. */
    private boolean bracket() {
        if (at >= length || text.charAt(at) != '[' || !count.read(at + 1)) {
            return false;
        }
        int close = FieldTail.read(text, count.end(), length).end();
        if (!text.startsWith("]", close)) {
            return false;
        }
        batch = OptionalDouble.of(count.value());
        batches = count.total();
        at = skipJoints(close + 1);
        return true;
    }

    /** {@code 100 / 362} behind an epoch. */
    private void bareCount() {
        if (batch.isEmpty() && count.read(at) && count.total() > 0) {
            batch = OptionalDouble.of(count.value());
            batches = count.total();
            at = skipJoints(count.end());
        }
    }

    private int skipJoints(int from) {
        int to = from;
        while (to < length && (Blanks.isBlank(text.charAt(to)) || ":,|-]);".indexOf(text.charAt(to)) >= 0)) {
            to++;
        }
        return to;
    }
}
