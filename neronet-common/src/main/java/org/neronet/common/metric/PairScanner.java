package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a line that is wholly made of pairs: {@code NAME VALUE}, {@code name=value}, {@code name: value}, parted by
 * blanks, commas, tabs, bars or {@code " - "}. Every character is looked at a fixed number of times.
 */
final class PairScanner {
    private static final int MAX_PAIRS = 1000;
    private static final int MAX_WORDS = 3;

    /** Deeper than this many blanks stand listings and settings, not progress. */
    private static final int SHALLOW = 2;

    private final String line;
    private final int start;
    private final int end;
    private final List<Pair> pairs = new ArrayList<>(4);
    private boolean stepped;
    private boolean spaced;
    private boolean doubtful;
    private boolean heading;

    private PairScanner(String line, int start, int end) {
        this.line = line;
        this.start = start;
        this.end = end;
    }

    /** The line's pairs, or nothing when anything in it is not part of a pair. */
    static Optional<PairLine> scan(String line) {
        int end = line.length();
        while (end > 0 && isBlank(line.charAt(end - 1))) {
            end--;
        }
        int start = 0;
        while (start < end && isBlank(line.charAt(start))) {
            start++;
        }
        if (start == end || !NameText.isStart(line.charAt(start)) || !NumberText.canEnd(line.charAt(end - 1))) {
            return Optional.empty();
        }
        var scanner = new PairScanner(line, start, end);
        return scanner.isWhole() ? Optional.of(scanner.result()) : Optional.empty();
    }

    private PairLine result() {
        return new PairLine(pairs, evidence());
    }

    private Evidence evidence() {
        if (stepped) {
            return Evidence.FIRM;
        }
        boolean indented = start > 0;
        boolean deep = start > SHALLOW && !pairs.stream().allMatch(pair -> Words.isMetric(pair.name()));
        if (heading || indented && spaced || deep) {
            return Evidence.KNOWN;
        }
        return indented || spaced || doubtful && pairs.size() == 1 ? Evidence.REPEATED : Evidence.FIRM;
    }

    private boolean isWhole() {
        if (isNameAndValue(start, end)) {
            return true;
        }
        int at = start;
        while (at < end) {
            int stop = segmentEnd(at);
            boolean last = stop == end;
            int from = skipBlanks(at, stop);
            boolean empty = from == stop;
            if (empty ? !last && line.charAt(stop) != '\t' : !isSegment(from, stop)) {
                return false;
            }
            at = last ? end : stop + 1;
        }
        return !pairs.isEmpty();
    }

    /** Where the next comma, bar, tab or lonely dash is; a tab behind {@code :} or {@code =} parts nothing. */
    private int segmentEnd(int from) {
        char before = ' ';
        for (int at = from; at < end; at++) {
            char c = line.charAt(at);
            boolean parts = c == ',' && !NumberText.isGroupComma(line, at, from, end)
                    || c == '|'
                    || c == '\t' && before != ':' && before != '='
                    || isLonelyDash(at);
            if (parts) {
                return at;
            }
            before = c == ' ' || c == '\t' ? before : c;
        }
        return end;
    }

    private boolean isLonelyDash(int at) {
        return line.charAt(at) == '-'
                && at > start
                && at + 1 < end
                && line.charAt(at - 1) == ' '
                && line.charAt(at + 1) == ' ';
    }

    private boolean isSegment(int from, int stop) {
        int to = stop;
        while (isBlank(line.charAt(to - 1))) {
            to--;
        }
        int at = afterLeadingStep(from, to);
        if (at == to) {
            return true;
        }
        if (stepped && isNameAndValue(at, to)) {
            return true;
        }
        int before = pairs.size();
        while (at < to) {
            int next = afterPair(at, to);
            if (next < 0) {
                return pairs.size() == before && isPhrase(at, to);
            }
            at = skipBlanks(next, to);
        }
        return true;
    }

    /** Behind {@code Epoch 3} or {@code iter 100:} at {@code from}, or {@code from}. */
    private int afterLeadingStep(int from, int to) {
        int nameEnd = NameText.end(line, from, to);
        boolean step = nameEnd < to && isBlank(line.charAt(nameEnd)) && Pair.canBeStep(line.charAt(from));
        if (!step || !Pair.isStepName(line.substring(from, nameEnd))) {
            return from;
        }
        int value = skipBlanks(nameEnd, to);
        int valueEnd = tokenEnd(value, to);
        int numberEnd = valueEnd > value && line.charAt(valueEnd - 1) == ':' ? valueEnd - 1 : valueEnd;
        if (!addStep(line.substring(from, nameEnd), value, numberEnd)) {
            return from;
        }
        stepped |= start == 0 || numberEnd < end;
        return skipBlanks(valueEnd, to);
    }

    /** Behind the {@code name=value} or {@code name: value} at {@code from}, or -1. */
    private int afterPair(int from, int to) {
        int nameEnd = NameText.end(line, from, to);
        int sign = skipBlanks(nameEnd, to);
        if (sign >= to || !NameText.isWord(line, from, nameEnd)) {
            return -1;
        }
        char c = line.charAt(sign);
        int value = skipBlanks(sign + 1, to);
        int valueEnd = tokenEnd(value, to);
        if (c != '=' && c != ':' || !add(line.substring(from, nameEnd), value, valueEnd)) {
            return -1;
        }
        var pair = pairs.get(pairs.size() - 1);
        boolean loose = sign > nameEnd || c == '=' && value > sign + 1;
        spaced |= loose;
        stepped |= !loose && start == 0 && pair.isStep();
        boolean whole = NumberText.isInteger(line, value, valueEnd);
        return doubt(pair.name(), c, value == sign + 1, whole) ? valueEnd : -1;
    }

    /** Notes what speaks against a pair that stands alone; false when it is no pair at all. */
    private boolean doubt(String name, char sign, boolean tight, boolean whole) {
        boolean place = sign == ':' && tight && whole && !Pair.isStepName(name);
        boolean variable = sign == '=' && whole && NameText.isShouted(name);
        boolean total = whole && NameText.isIdentifier(name) && !Pair.isStepName(name);
        doubtful |= place || variable || total || Words.isSetting(name);
        return !place || !NameText.isFile(name);
    }

    /** A name of several words and a colon that fill the segment, such as {@code Test loss: 0.59}. */
    private boolean isPhrase(int from, int to) {
        var name = new StringBuilder();
        int at = from;
        for (int words = 0; words < MAX_WORDS && at < to; words++) {
            int wordEnd = NameText.end(line, at, to);
            if (!NameText.isWord(line, at, wordEnd) || wordEnd == to || Words.isProse(line, at, wordEnd)) {
                return false;
            }
            name.append(words == 0 ? "" : " ").append(line, at, wordEnd);
            if (line.charAt(wordEnd) == ':') {
                return isPhrase(name.toString(), skipBlanks(wordEnd + 1, to), to);
            }
            at = skipBlanks(wordEnd, to);
        }
        return false;
    }

    private boolean isPhrase(String name, int value, int to) {
        doubtful |= NumberText.isInteger(line, value, to);
        return name.length() <= OutputReader.MAX_NAME && add(name, value, to);
    }

    /** {@code NAME VALUE}, with one blank or tab between them, and nothing else. */
    private boolean isNameAndValue(int from, int to) {
        int nameEnd = NameText.end(line, from, to);
        if (nameEnd + 1 >= to || !isBlank(line.charAt(nameEnd)) || !NameText.isWord(line, from, nameEnd)) {
            return false;
        }
        boolean sentence = line.charAt(to - 1) == '.';
        if (sentence || !canBeginNumber(line.charAt(nameEnd + 1)) || Words.isProse(line, from, nameEnd)) {
            return false;
        }
        var name = line.substring(from, nameEnd);
        if (!add(name, nameEnd + 1, to)) {
            return false;
        }
        boolean step = Pair.isStepName(name);
        boolean whole = NumberText.isInteger(line, nameEnd + 1, to);
        boolean title = NameText.isCapitalised(name) || Words.isHeading(name);
        heading |= !step && whole && (title || start > 0 || isNumbered(name));
        doubtful |= Words.isSetting(name);
        stepped |= step && start == 0;
        return true;
    }

    /** What is numbered by a whole number, such as {@code PR 29489}. */
    private static boolean isNumbered(String name) {
        return name.length() > 1 && NameText.isShouted(name) && !Words.isMetric(name);
    }

    private static boolean canBeginNumber(char c) {
        return NumberText.isDigit(c) || "-+.nNiI".indexOf(c) >= 0;
    }

    private boolean add(String name, int from, int to) {
        if (Pair.isStepName(name)) {
            return addStep(name, from, to);
        }
        boolean number = NumberText.isNumber(line, from, to)
                || from < to && Words.isMetric(name) && NumberText.groupedEnd(line, from, to) == to;
        return number && pairs.size() < MAX_PAIRS && pairs.add(new Pair(name, NumberText.groupedValue(line, from, to)));
    }

    /** Steps are finite, and may say how many there are: {@code 3/10}. */
    private boolean addStep(String name, int from, int to) {
        int slash = NumberText.afterDigits(line, from, to);
        boolean fraction = slash > from && slash < to && line.charAt(slash) == '/';
        int numberEnd = fraction ? slash : to;
        boolean number = fraction
                ? NumberText.isInteger(line, from, slash) && NumberText.isInteger(line, slash + 1, to)
                : from < to && NumberText.groupedEnd(line, from, to) == to;
        if (!number || pairs.size() == MAX_PAIRS) {
            return false;
        }
        double value = NumberText.groupedValue(line, from, numberEnd);
        return Double.isFinite(value) && pairs.add(new Pair(name, value));
    }

    private int tokenEnd(int from, int to) {
        int at = from;
        while (at < to && !isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private int skipBlanks(int from, int to) {
        int at = from;
        while (at < to && isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
