package org.neronet.man.rules;

import java.util.List;
import org.neronet.common.json.JsonObject;
import org.neronet.common.rule.Expression;
import org.neronet.common.rule.RuleException;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Scalar;

/** Checks what stands beside the key that names a stop rule. */
final class StopValues {
    private static final int MANY = 1_000_000_000;
    private static final String SIZE = "(\\d{1,12}(\\.\\d{1,6})?)([KkMGT])(B|iB)?|\\d{1,2}(\\.\\d+)?%|100%";

    private final Problems problems;
    private final JsonObject watch;
    private final YamlFields fields;

    /** @param watch what else the block says to whoever judges the rule */
    StopValues(Problems problems, YamlFields fields, JsonObject watch) {
        this.problems = problems;
        this.watch = watch;
        this.fields = fields;
    }

    void check(String kind) {
        switch (kind) {
            case "gt", "ge", "lt", "le", "eq" -> number(kind);
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
            case "spike" -> {
                notNegative("spike");
                fields.integer("over", 3, 100_000);
            }
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
        fields.integer("min_trials", 1, MANY);
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

    private void condition() {
        fields.text("when").ifPresent(text -> {
            try {
                Expression.parse(text, watch);
            } catch (RuleException e) {
                problems.add(
                        place(e.column()),
                        "'when' must be a condition: " + e.getMessage(),
                        "when: \"val_loss > 2 * train_loss and epoch > 5\"");
            }
        });
    }

    /** The column within what is written on one line; else the beginning. */
    private YamlValue.Mark place(int column) {
        var value = fields.value("when").orElseThrow();
        var start = value.start();
        if (start.line() != value.end().line() || column < 1) {
            return start;
        }
        int on = column - 1 + (value instanceof Scalar scalar && scalar.plain() ? 0 : 1);
        return new YamlValue.Mark(start.line(), start.column() + on, start.index() + on);
    }
}
