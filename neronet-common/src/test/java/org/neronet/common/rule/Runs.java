package org.neronet.common.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.neronet.common.json.Json;

/** Rules from JSON, fed by hand. */
final class Runs {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final RuleEngine engine;
    private final List<Firing> fired = new ArrayList<>();
    private int step;

    Runs(String stop) {
        this(rules("{\"stop\": [" + stop + "]}"));
    }

    Runs(List<Rule> rules) {
        engine = new RuleEngine(rules, START);
    }

    static List<Rule> rules(String watch) {
        return RuleParser.parse(Json.parseObject(watch), Set.of("declared"));
    }

    RuleEngine engine() {
        return engine;
    }

    /** Values of a metric at steps 0, 1, 2 …, a second apart. */
    Runs feed(String name, double... values) {
        for (double value : values) {
            at(name, step++, value, Duration.ofSeconds(step));
        }
        return this;
    }

    Runs at(String name, double step, double value, Duration since) {
        fired.addAll(engine.observe(new Observation("stdout", name, step, value, START.plus(since))));
        return this;
    }

    Runs tick(Duration since) {
        fired.addAll(engine.tick(START.plus(since)));
        return this;
    }

    Runs measure(ResourceReading reading) {
        fired.addAll(engine.observe(reading));
        return this;
    }

    List<String> reasons() {
        return fired.stream().map(Firing::reason).toList();
    }

    List<Firing> fired() {
        return fired;
    }
}
