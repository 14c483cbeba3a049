package org.neronet.man.rules;

import java.util.List;
import java.util.Set;
import org.neronet.man.config.Problems;
import org.neronet.man.config.Suggestion;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Checks {@code notify:}: who is told of what, and how often. */
final class NotifyReader {
    private static final Set<String> KEYS = Set.of("to", "on", "digest", "every");
    private static final List<String> EVENTS =
            List.of("start", "finish", "fail", "warn", "stop", "killed", "best", "drained", "lost", "all");
    private static final String EXAMPLE = "notify: [{to: me@example.org, on: [fail, finish], digest: 10m}]";

    private final Problems problems;

    NotifyReader(Problems problems) {
        this.problems = problems;
    }

    void check(YamlFields fields) {
        fields.value("notify").ifPresent(value -> {
            for (var item : value instanceof Sequence list ? list.items() : List.of(value)) {
                if (item instanceof Mapping map) {
                    check(map);
                } else {
                    problems.add(item.start(), "'notify' must be a list of maps, here not " + item.kind(), EXAMPLE);
                }
            }
        });
    }

    private void check(Mapping map) {
        var fields = new YamlFields(map, problems);
        fields.allowOnly(KEYS);
        if (fields.value("on").isEmpty()) {
            problems.add(map.start(), "this notice does not say on what", EXAMPLE);
        }
        fields.value("on").ifPresent(this::events);
        fields.text("to")
                .filter(to -> !isAddress(to))
                .ifPresent(to -> problems.add(
                        fields.start("to"),
                        "'" + to + "' is neither a mail address nor an address such as ntfy://…",
                        "to: me@example.org"));
        new Spans(problems).check(fields, "digest", "digest: 10m");
        new Spans(problems).check(fields, "every", "every: 6h");
    }

    private void events(YamlValue value) {
        for (var item : value instanceof Sequence list ? list.items() : List.of(value)) {
            if (!(item instanceof Scalar scalar) || !EVENTS.contains(scalar.text())) {
                var text = item instanceof Scalar scalar ? scalar.text() : item.kind();
                problems.add(
                        item.start(),
                        "nothing happens that is called '" + text + "'" + Suggestion.text(text, EVENTS),
                        "on: any of " + String.join(", ", EVENTS));
            }
        }
    }

    private static boolean isAddress(String to) {
        return to.equals("desktop") || to.matches("[^@\\s<>,;]+@[^@\\s<>,;]+") || to.matches("[a-z][a-z0-9+.-]*:\\S+");
    }
}
