package org.neronet.man.rules;

import java.util.List;
import java.util.regex.Pattern;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Scalar;

/** Checks what stands beside the key that names a stop rule. */
final class StopValues {
    private static final int MANY = 1_000_000_000;
    private static final String SIZE = "(\\d{1,12}(\\.\\d{1,6})?)([KkMGT])(B|iB)?|\\d{1,2}(\\.\\d+)?%|100%";

    private static final int LONGEST = 1000;
    private static final Pattern COMPARISON = Pattern.compile("[<>]|==|!=");
    private static final Pattern LONELY =
            Pattern.compile("(?<=^|\\()\\s*(?:[<>]=?|==|!=)|(?:[<>]=?|==|!=)(?=\\s*(?:$|\\)|and\\b|or\\b))");

    private final Problems problems;
    private final YamlFields fields;

    StopValues(Problems problems, YamlFields fields) {
        this.problems = problems;
        this.fields = fields;
    }

    void check(String kind) {
        switch (kind) {
            case "gt", "ge", "lt", "le" -> number(kind);
            case "nan" -> {
                fields.bool("nan");
                fields.integer("times", 1, MANY);
            }
            case "patience" -> {
                fields.integer("patience", 0, MANY);
                notNegative("min_delta");
                number("baseline");
            }
            case "plateau" -> {
                notNegative("plateau");
                fields.integer("results", 2, MANY);
                fields.integer("grace", 0, MANY);
            }
            case "diverge" -> notNegative("diverge");
            case "max_steps", "max_epochs" -> fields.integer(kind, 1, MANY);
            case "max_time", "no_output" -> new Spans(problems).check(fields, kind, kind + ": 30m");
            case "gpu_idle" -> {
                new Spans(problems).check(fields, kind, "gpu_idle: 15m");
                notNegative("below");
            }
            case "memory", "disk" -> size(kind);
            case "prune" -> prune();
            case "when" -> condition();
            default -> throw new IllegalArgumentException(kind);
        }
    }

    private void prune() {
        fields.oneOf("prune", List.of("median", "asha"));
        fields.integer("grace", 0, MANY);
        fields.integer("eta", 2, 100);
        fields.integer("startup", 0, MANY);
    }

    private void number(String key) {
        fields.value(key).ifPresent(value -> {
            if (!(value instanceof Scalar scalar && scalar.value() instanceof Number)) {
                problems.add(value.start(), "'" + key + "' must be a number, not " + value.kind(), key + ": 0.5");
            }
        });
    }

    private void notNegative(String key) {
        number(key);
        fields.value(key).ifPresent(value -> {
            if (value instanceof Scalar scalar
                    && scalar.value() instanceof Number number
                    && !(number.doubleValue() >= 0)) {
                problems.add(value.start(), "'" + key + "' cannot be negative", key + ": 0.001");
            }
        });
    }

    private void size(String key) {
        fields.text(key)
                .filter(text -> !text.matches(SIZE))
                .ifPresent(text -> problems.add(
                        fields.start(key),
                        "'" + key + "' cannot be '" + text + "'",
                        key + ": 8GB, or " + key + ": 95%"));
    }

    /** The language itself is read where the rule is applied; what can be no condition in any is told here. */
    private void condition() {
        fields.text("when").ifPresent(text -> {
            if (text.length() > LONGEST || !COMPARISON.matcher(text).find()) {
                refuse(fields.start("when"), "'when' must be a condition, not '" + text + "'");
                return;
            }
            var lonely = LONELY.matcher(text);
            if (lonely.find()) {
                refuse(place(lonely.group().strip()), "'" + lonely.group().strip() + "' needs something on both sides");
            } else if (text.contains("'") || text.contains("\"")) {
                refuse(fields.start("when"), "'when' compares numbers, and a text is none");
            }
        });
    }

    private void refuse(YamlValue.Mark at, String message) {
        problems.add(at, message, "when: \"val_loss > 2 * train_loss and epoch > 5\"");
    }

    private YamlValue.Mark place(String part) {
        var value = fields.value("when").orElseThrow();
        return problems.source().find(part, value.start(), value.end());
    }
}
