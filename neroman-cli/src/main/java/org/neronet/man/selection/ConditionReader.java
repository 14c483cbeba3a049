package org.neronet.man.selection;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neronet.common.experiment.AttemptState;
import org.neronet.man.config.Suggestion;
import org.neronet.man.selection.Condition.NumberKey;
import org.neronet.man.selection.Condition.Source;
import org.neronet.man.selection.Condition.TextKey;
import org.neronet.man.selection.Condition.TimeKey;

/** Reads conditions: a key, a comparison and a value. */
record ConditionReader(SelectionText source) {
    private static final Pattern KEY = Pattern.compile("[\\p{L}_].*");
    private static final Map<String, TextKey> TEXTS = lowerCase(TextKey.values());
    private static final Map<String, NumberKey> NUMBERS = lowerCase(NumberKey.values());
    private static final Map<String, TimeKey> TIMES = Map.of(
            "tmod", TimeKey.CHANGED,
            "submitted", TimeKey.SUBMITTED,
            "started", TimeKey.STARTED,
            "ended", TimeKey.ENDED);
    private static final Map<String, Comparison> WITHIN =
            Map.of("since", Comparison.AT_LEAST, "until", Comparison.AT_MOST);
    private static final Map<String, Source> SOURCES =
            Map.of("param.", Source.PARAMETER, "metric.", Source.METRIC, "min.", Source.LOWEST, "max.", Source.HIGHEST);
    private static final String STATE = "state";
    private static final String PARAMETERS = "params";

    private static <E extends Enum<E>> Map<String, E> lowerCase(E[] keys) {
        return Stream.of(keys)
                .collect(Collectors.toMap(
                        key -> key.name().toLowerCase(java.util.Locale.ROOT),
                        key -> key,
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    /** The keys that mean the same everywhere; what is not among them is a parameter or a metric. */
    static Set<String> keys() {
        var keys = new TreeSet<String>(List.of(STATE, PARAMETERS));
        Stream.of(TEXTS, NUMBERS, TIMES, WITHIN).forEach(map -> keys.addAll(map.keySet()));
        return keys;
    }

    Condition condition(Token key, Token operator, Token value) {
        var comparison = comparison(operator);
        if (!value.isText()) {
            throw source.fault(operator.end(), "nothing behind '" + operator.text() + "'");
        }
        if (!KEY.matcher(key.text()).matches()) {
            throw source.fault(
                    key.start(),
                    "'" + key.text() + "' can have no value",
                    "a condition begins with what is compared, as in lr>0.01 or state=failed");
        }
        return condition(key.text(), new Given(key, operator, comparison, value));
    }

    private Comparison comparison(Token operator) {
        return Comparison.of(operator.text())
                .orElseThrow(() -> source.fault(
                        operator.start(),
                        "unknown operator '" + operator.text() + "'"
                                + Comparison.meant(operator.text())
                                        .map(meant -> "; did you mean '" + meant + "'?")
                                        .orElse(""),
                        "there are = != < <= > >="));
    }

    private record Given(Token key, Token operator, Comparison comparison, Token value) {
        boolean equal() {
            return comparison == Comparison.EQUAL;
        }

        String text() {
            return value.text();
        }
    }

    private Condition condition(String key, Given given) {
        if (key.equals(STATE)) {
            return state(given);
        } else if (TEXTS.containsKey(key)) {
            return new Condition.Text(TEXTS.get(key), equality(given), pattern(given));
        } else if (key.equals(PARAMETERS)) {
            return new Condition.Parameters(equality(given), pattern(given));
        } else if (NUMBERS.containsKey(key)) {
            return new Condition.Number(NUMBERS.get(key), given.comparison(), number(given));
        } else if (TIMES.containsKey(key)) {
            return new Condition.Time(TIMES.get(key), given.comparison(), time(given));
        } else if (WITHIN.containsKey(key)) {
            return within(key, given);
        }
        return value(key, given);
    }

    private boolean equality(Given given) {
        if (!given.comparison().isEquality()) {
            throw source.fault(
                    given.operator().start(), "'" + given.key().text() + "' takes = and !=, it has no order");
        }
        return given.equal();
    }

    private TextPattern pattern(Given given) {
        var pattern = new TextPattern(given.text());
        if (pattern.isGlob()) {
            pattern.fault().ifPresent(fault -> {
                throw source.fault(given.value().start(), fault);
            });
        }
        return pattern;
    }

    private Condition state(Given given) {
        boolean equal = equality(given);
        var words = Stream.of(AttemptState.values()).map(AttemptState::word).toList();
        var form = pattern(given);
        var states = EnumSet.noneOf(AttemptState.class);
        words.stream()
                .filter(word -> form.isGlob() ? word.matches(regex(form)) : word.equals(given.text()))
                .map(AttemptState::ofWord)
                .forEach(states::add);
        if (states.isEmpty()) {
            throw source.fault(
                    given.value().start(),
                    "there is no state '" + given.text() + "'" + Suggestion.text(given.text(), words),
                    "states are " + String.join(", ", words));
        }
        return new Condition.State(equal ? states : EnumSet.complementOf(states));
    }

    private static String regex(TextPattern form) {
        return form.text()
                .chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c)))
                .collect(Collectors.joining());
    }

    private double number(Given given) {
        return new Literal(given.text())
                .number()
                .orElseThrow(() -> source.fault(
                        given.value().start(),
                        "'" + given.key().text() + "' is a number, and '" + given.text() + "' is none"));
    }

    private TimeValue time(Given given) {
        return TimeValue.of(given.text())
                .orElseThrow(() -> source.fault(
                        given.value().start(),
                        "'" + given.text() + "' is no time",
                        "times are written " + TimeValue.FORMS));
    }

    private Condition within(String key, Given given) {
        if (!given.equal()) {
            throw source.fault(
                    given.operator().start(),
                    "'" + key + "' takes =",
                    "for example " + key + "=2d; or compare tmod, the time of the last change");
        }
        return new Condition.Time(TimeKey.CHANGED, WITHIN.get(key), time(given));
    }

    private Condition value(String key, Given given) {
        var prefix = SOURCES.keySet().stream()
                .filter(each -> key.startsWith(each) && key.length() > each.length())
                .findFirst();
        var from = prefix.map(SOURCES::get).orElse(Source.EITHER);
        var literal = new Literal(given.text());
        if (!given.comparison().isEquality() && literal.number().isEmpty()) {
            throw source.fault(
                    given.value().start(),
                    "'" + given.comparison().symbol() + "' compares numbers, and '" + given.text() + "' is none");
        }
        pattern(given);
        return new Condition.Value(
                from, key.substring(prefix.map(String::length).orElse(0)), given.comparison(), literal);
    }
}
