package org.neronet.common.metric;

/** Reads {@code 3}, {@code 3/10}, {@code 3 / 10} and {@code 3 of 10} at some place of a line. */
final class CountText {
    private static final int MAX_DIGITS = 15;

    private final String text;
    private double value;
    private long total;
    private int end;

    CountText(String text) {
        this.text = text;
    }

    /** Whether a finite number that is not part of a longer word stands behind the blanks at {@code from}. */
    boolean read(int from) {
        return read(from, NumberText.end(text, Blanks.skip(text, from, text.length()), text.length()));
    }

    /** As {@link #read}, for {@code 12,000} too. */
    boolean readGrouped(int from) {
        return read(from, NumberText.groupedEnd(text, Blanks.skip(text, from, text.length()), text.length()));
    }

    private boolean read(int from, int numberEnd) {
        int length = text.length();
        int start = Blanks.skip(text, from, length);
        if (numberEnd == start || !NumberText.isDigit(text.charAt(start))) {
            return false;
        }
        value = NumberText.groupedValue(text, start, numberEnd);
        total = 0;
        end = numberEnd;
        if (text.charAt(end - 1) == '.') {
            end--;
        }
        total(Blanks.skip(text, end, length));
        return isEnd(end);
    }

    private void total(int at) {
        int below = text.startsWith("/", at) ? at + 1 : text.startsWith("of ", at) ? at + 3 : -1;
        if (below < 0) {
            return;
        }
        int start = Blanks.skip(text, below, text.length());
        int stop = NumberText.afterDigits(text, start, text.length());
        if (stop > start && stop - start <= MAX_DIGITS && isEnd(stop)) {
            total = Long.parseLong(text.substring(start, stop));
            end = stop;
        }
    }

    private boolean isEnd(int at) {
        return at == text.length() || Blanks.isBlank(text.charAt(at)) || ":,|]);.".indexOf(text.charAt(at)) >= 0;
    }

    double value() {
        return value;
    }

    /** 0 when none is named. */
    long total() {
        return total;
    }

    int end() {
        return end;
    }
}
