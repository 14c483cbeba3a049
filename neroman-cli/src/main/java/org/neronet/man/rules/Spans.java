package org.neronet.man.rules;

import java.util.regex.Pattern;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue.Scalar;

/** Checks lengths of time, such as {@code 30m}. */
final class Spans {
    static final Pattern SPAN =
            Pattern.compile("(?=\\d)(?:\\d{1,6}d)?(?:\\d{1,6}h)?(?:\\d{1,6}m(?:in)?)?(?:\\d{1,9}s)?");

    private final Problems problems;

    Spans(Problems problems) {
        this.problems = problems;
    }

    void check(YamlFields fields, String key, String example) {
        fields.value(key).ifPresent(value -> {
            if (!(value instanceof Scalar scalar)
                    || !SPAN.matcher(scalar.text()).matches()) {
                var got = value instanceof Scalar scalar ? "'" + scalar.text() + "'" : value.kind();
                problems.add(value.start(), "'" + key + "' must be a time such as 30m or 1h30m, not " + got, example);
            }
        });
    }
}
