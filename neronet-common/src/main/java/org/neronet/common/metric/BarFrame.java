package org.neronet.common.metric;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a bar of tqdm or rich shows.
 *
 * @param heading what stands before the bar
 * @param done how many are done
 * @param total of how many; 0 when the bar does not know
 * @param postfix what stands behind times and rate
 */
record BarFrame(String heading, double done, long total, String postfix) {
    private static final String RICH = "━╸╺";
    private static final Pattern DICT = Pattern.compile("\\w++=\\{(?=')|[}']");

    /** Behind the bar of tqdm at {@code from}, when words follow it without a line's end between; else the line's end. */
    static int end(String line, int from) {
        int percent = line.indexOf("%|", from);
        int bar = percent < 0 ? -1 : line.indexOf('|', percent + 2);
        int at = bar < 0 ? -1 : line.indexOf('[', bar);
        for (int depth = 0; at >= 0 && at < line.length(); at++) {
            char c = line.charAt(at);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth == 0) {
                boolean words = at + 1 < line.length() && NameText.isStart(line.charAt(at + 1));
                return words ? at + 1 : line.length();
            }
        }
        return line.length();
    }

    static Optional<BarFrame> parse(String line) {
        int percent = line.indexOf("%|");
        if (percent > 0) {
            return tqdm(line, percent);
        }
        int rich = line.indexOf('━');
        return rich >= 0 ? rich(line, rich) : uncounted(line);
    }

    /** {@code loss: 1.15:   0%|    | 1/235 [00:06<25:19,  6.49s/it, acc=0.5]}. */
    private static Optional<BarFrame> tqdm(String line, int percent) {
        int digits = percent;
        while (digits > 0 && (NumberText.isDigit(line.charAt(digits - 1)) || line.charAt(digits - 1) == '.')) {
            digits--;
        }
        int bar = line.indexOf('|', percent + 2);
        int slash = bar < 0 ? -1 : line.indexOf('/', bar);
        int open = slash < 0 ? -1 : line.indexOf('[', slash);
        if (digits == percent || open < 0) {
            return Optional.empty();
        }
        double done = amount(line, bar + 1, slash);
        double total = amount(line, slash + 1, open);
        var heading = Blanks.before(line, 0, digits);
        return frame(line.substring(0, heading), done, total, behindTimes(line, open, 2));
    }

    /** {@code 123it [00:10, 12.1it/s, loss=0.3]}. */
    private static Optional<BarFrame> uncounted(String line) {
        int open = line.indexOf("it [");
        int from = open;
        while (from > 0 && NumberText.isDigit(line.charAt(from - 1))) {
            from--;
        }
        boolean alone = from == 0 || open > 0 && line.charAt(from - 1) == ' ';
        if (open <= 0 || from == open || !alone || !line.endsWith("]") || line.indexOf(':', open) < 0) {
            return Optional.empty();
        }
        int heading = Blanks.before(line, 0, from);
        return frame(line.substring(0, heading), amount(line, from, open), 0, behindTimes(line, open + 3, 2));
    }

    /** {@code Epoch 0/9 ━━━━━━━━ 235/235 0:00:02 • 0:00:00 98.43it/s train_loss: 0.3}, or a percentage behind the bar. */
    private static Optional<BarFrame> rich(String line, int rich) {
        int at = rich;
        while (at < line.length() && (RICH.indexOf(line.charAt(at)) >= 0 || line.charAt(at) == ' ')) {
            at++;
        }
        int end = Blanks.wordEnd(line, at, line.length());
        int slash = line.indexOf('/', at);
        int heading = Blanks.before(line, 0, rich);
        if (slash > at && slash < end) {
            int rate = line.indexOf("it/s", end);
            var postfix = rate < 0 ? "" : line.substring(rate + 4);
            return frame(line.substring(0, heading), amount(line, at, slash), amount(line, slash + 1, end), postfix);
        }
        boolean percent = end > at + 1 && line.charAt(end - 1) == '%';
        return percent ? frame(line.substring(0, heading), amount(line, at, end - 1), 100, "") : Optional.empty();
    }

    private static Optional<BarFrame> frame(String heading, double done, double total, String postfix) {
        boolean counted = done >= 0 && total >= 0 && total <= 1L << 53 && (total == 0 || done <= total);
        return counted ? Optional.of(new BarFrame(heading, done, (long) total, postfix)) : Optional.empty();
    }

    /** A number that may end in k, M or G and a unit; -1 when it is none. */
    private static double amount(String line, int from, int to) {
        int start = Blanks.skip(line, from, to);
        int end = NumberText.end(line, start, to);
        if (end == start || !NumberText.isDigit(line.charAt(start))) {
            return -1;
        }
        int scale = end < to ? "kMGT".indexOf(line.charAt(end)) + 1 : 0;
        return NumberText.value(line, start, end) * Math.pow(1000, scale);
    }

    /** {@code loss=0.4, metrics={'acc': 0.8}} without the dict around names. */
    private static String plain(String postfix) {
        return postfix.indexOf("={'") < 0 ? postfix : DICT.matcher(postfix).replaceAll("");
    }

    private static String behindTimes(String line, int open, int commas) {
        int close = line.lastIndexOf(']');
        int at = open;
        for (int i = 0; i < commas && at >= 0 && at < close; i++) {
            at = line.indexOf(',', at + 1);
        }
        return at < 0 || at >= close ? "" : plain(line.substring(at + 1, close));
    }
}
