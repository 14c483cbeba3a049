package org.neronet.common.metric;

import java.util.Optional;

/** Finds the {@link StepLead} at the beginning of a line. */
final class LeadParser {
    private static final WordList ENDS = new WordList("done finished complete completed ended summary result results");

    private final CountText count;
    private final String text;
    private final int length;
    private int at;
    private String prefix = "";
    private final LeadCounts lead = new LeadCounts();
    private boolean weak;
    private boolean word;

    private LeadParser(String text) {
        this.text = text;
        this.length = text.length();
        this.count = new CountText(text);
    }

    static Optional<StepLead> parse(String text) {
        if (!LeadWords.begin(text)) {
            return Optional.empty();
        }
        var parser = new LeadParser(text);
        return parser.isLead()
                ? Optional.of(parser.lead.at(parser.prefix, parser.weak, parser.word, parser.at))
                : Optional.empty();
    }

    private boolean isLead() {
        at = LeadWords.afterDecoration(text);
        if (text.startsWith("eta:", at)) {
            at = Blanks.skip(text, Blanks.wordEnd(text, Blanks.skip(text, at + 4, length), length), length);
        }
        if (at == length) {
            return false;
        }
        behindNumber();
        if (bareBracket()) {
            return true;
        }
        boolean qualified = qualifier();
        boolean any = false;
        for (int items = 0; items < 3 && item(items); items++) {
            any = true;
        }
        boolean found = any || qualified && qualifiedCount();
        ended();
        skipDecoration();
        return found;
    }

    /** {@code EPOCH 1 done: loss 1.5}. */
    private void ended() {
        int end = NameText.end(text, at, length);
        at = text.startsWith(":", end) && ENDS.contains(text, at, end) ? skipJoints(end) : at;
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

    /** The number of the line in {@code [  1 Epoch:[0/25]}, which has its own bracket nowhere. */
    private void behindNumber() {
        int from = Blanks.skip(text, at + 1, length);
        int to = NumberText.afterDigits(text, from, length);
        boolean word = text.charAt(at) == '[' && to > from && to + 1 < length && text.charAt(to) == ' ';
        at = word && StepWord.of(text, to + 1, NameText.end(text, to + 1, length)) == StepWord.EPOCH ? to + 1 : at;
    }

    /** {@code [1,  2000]}, {@code [10]} or {@code [10/90]}. */
    private boolean bareBracket() {
        if (text.charAt(at) != '[' || !count.read(at + 1)) {
            return false;
        }
        double first = count.value();
        if (text.startsWith(",", count.end()) && count.total() == 0 && count.read(count.end() + 1)) {
            lead.put(StepWord.EPOCH, first, 0);
            lead.put(StepWord.BATCH, count.value(), 0);
        } else {
            lead.put(StepWord.STEP, first, count.total());
        }
        boolean closed = text.startsWith("]", count.end()) && isWhole(first);
        at = closed ? count.end() + 1 : at;
        if (closed && count.total() > 0) {
            nestedBracket();
        }
        weak = !(closed && lead.hasBatch() && count.total() > 0);
        return closed;
    }

    /** Seconds since the start of a kernel have a fraction. */
    private static boolean isWhole(double number) {
        return number == Math.rint(number);
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
            nestedBracket();
            return true;
        }
        int from = at;
        if (!count.read(at) || count.total() > 0) {
            return false;
        }
        lead.put(StepWord.EPOCH, count.value(), 0);
        at = Blanks.skip(text, count.end(), length);
        return bracket() || (at = from) < 0;
    }

    /** {@code [0/300][10/1251]}: the first was the epoch. */
    private void nestedBracket() {
        double first = count.value();
        long firsts = count.total();
        if (bracket()) {
            lead.put(StepWord.EPOCH, first, firsts);
        }
    }

    /** {@code (train)} behind a word. */
    private int afterKind(int from) {
        int close = text.startsWith("(", from) ? text.indexOf(')', from) : -1;
        boolean testing = close > 0 && StepWord.isTesting(text, from + 1, close);
        if (testing) {
            prefix = text.substring(from + 1, close) + "/";
        }
        return testing || close > 0 && StepWord.isTraining(text, from + 1, close) ? close + 1 : from;
    }

    private boolean item(int items) {
        int from = at;
        boolean open = at < length && (text.charAt(at) == '[' || text.charAt(at) == '(');
        int name = open ? at + 1 : at;
        int nameEnd = LeadWords.end(text, name);
        var kind = LeadWords.kind(text, name, nameEnd, items == 0);
        if (kind == null || !number(afterKind(nameEnd))) {
            at = from;
            return false;
        }
        weak |= LeadWords.isShort(text, name, nameEnd);
        word |= items == 0 && Pair.isStepName(text.substring(name, nameEnd));
        lead.put(kind, count.value(), count.total());
        at = skipJoints(count.end());
        if (kind == StepWord.EPOCH && !open) {
            bracket();
            bareCount();
        }
        return true;
    }

    private boolean number(int nameEnd) {
        int from = Blanks.skip(text, nameEnd, length);
        boolean sign = from < length && ":=#".indexOf(text.charAt(from)) >= 0;
        int start = sign ? Blanks.skip(text, from + 1, length) : from;
        boolean open = start < length && text.charAt(start) == '[';
        return (sign || open || start > nameEnd)
                && (open ? count.read(start + 1) : count.readGrouped(start))
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
        lead.put(StepWord.BATCH, count.value(), count.total());
        at = skipJoints(close + 1);
        return true;
    }

    /** {@code 100 / 362} behind an epoch. */
    private void bareCount() {
        if (!lead.hasBatch() && count.read(at) && count.total() > 0) {
            lead.put(StepWord.BATCH, count.value(), count.total());
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
