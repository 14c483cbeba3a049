package org.neronet.common.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a JSON object or the {@code repr} of a Python dict that fills the rest of a line: quotes of both kinds,
 * {@code None}, {@code True}, {@code NaN}, numbers in quotes, {@code np.float64(0.5)}; the names of nested values are
 * joined by {@code /}, lists are passed over.
 */
final class DictText extends DictCursor {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_NUMBERS = 1000;

    /**
     * What a dict says.
     *
     * @param numbers by name, in order
     * @param plain whether all else in it is {@code null}, true or false
     */
    record Dict(Map<String, Double> numbers, boolean plain) {}

    private static final Set<String> CONSTANTS = Set.of("None", "True", "False", "null", "true", "false");

    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private boolean plain = true;

    private DictText(String text, int from) {
        super(text, from);
    }

    static Optional<Dict> read(String text, int from) {
        var dict = new DictText(text, from);
        return dict.members("", 0) && dict.at == dict.length
                ? Optional.of(new Dict(dict.numbers, dict.plain))
                : Optional.empty();
    }

    private boolean members(String prefix, int depth) {
        if (depth > MAX_DEPTH || !take('{')) {
            return false;
        }
        if (take('}')) {
            return true;
        }
        do {
            var key = string();
            if (key.isEmpty() || !take(':') || !value(prefix + key.get(), depth)) {
                return false;
            }
        } while (take(','));
        return take('}');
    }

    private boolean value(String name, int depth) {
        at = Blanks.skip(text, at, length);
        char c = at < length ? text.charAt(at) : ' ';
        if (c == '{') {
            return members(name + "/", depth + 1);
        }
        if (c == '[' || c == '(') {
            plain = false;
            return list();
        }
        if (c == '\'' || c == '"') {
            return string().map(value -> quoted(name, value)).isPresent();
        }
        return word(name);
    }

    private String quoted(String name, String value) {
        if (NumberText.isNumber(value, 0, value.length())) {
            put(name, NumberText.value(value, 0, value.length()));
        } else {
            plain = false;
        }
        return value;
    }

    private boolean word(String name) {
        int from = at;
        while (at < length && ",}:'\"{[".indexOf(text.charAt(at)) < 0 && !Blanks.isBlank(text.charAt(at))) {
            at++;
        }
        int call = text.lastIndexOf('(', at);
        int start = call > from ? call + 1 : from;
        int stop = NumberText.end(text, start, length);
        if (stop > start) {
            put(name, NumberText.value(text, start, stop));
            return call > from ? closed(Math.min(stop, at)) : stop == at;
        }
        return CONSTANTS.contains(text.substring(from, at));
    }

    /** Behind the parentheses of {@code tensor(0.5, device='cuda:0')}. */
    private boolean closed(int from) {
        int close = text.indexOf(')', from);
        at = close + 1;
        return close >= 0 && at <= length;
    }

    private void put(String name, double value) {
        if (numbers.size() < MAX_NUMBERS && name.length() <= OutputReader.MAX_NAME) {
            numbers.put(name, value);
        }
    }
}
