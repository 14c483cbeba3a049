package org.neronet.common.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Judges the rules of one attempt. Time is passed in; equal inputs give equal decisions. Each rule applies once per
 * attempt, also those that only warn, and once a rule ended the attempt no other one ends it. A metric's values count
 * from the source where it was seen first; a step that is not beyond all before is looked at but not counted again. Owned
 * by one thread.
 */
public final class RuleEngine {
    private static final Duration MISSING_AFTER = Duration.ofMinutes(10);
    private static final int MOST_SHOWN = 10;
    private static final int MOST_NAMES = 10_000;

    private record Seat(Rule rule, Judge judge) {}

    private record Seen(String source, double step) {}

    private final List<Seat> seats = new ArrayList<>();
    private final Instant start;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Set<String> fired = new HashSet<>();
    private boolean ended;

    /** @param start of the program */
    public RuleEngine(List<Rule> rules, Instant start) {
        rules.forEach(rule -> seats.add(new Seat(rule, rule.judge())));
        this.start = start;
    }

    /** Something fired before, as the events say; it does not fire again. */
    public void restore(String rule, boolean ends) {
        fired.add(rule);
        ended |= ends;
    }

    /** What a value leads to. */
    public List<Firing> observe(Observation value) {
        var before = seen.get(value.name());
        if (before == null && seen.size() >= MOST_NAMES
                || before != null && !before.source().equals(value.source())) {
            return List.of();
        }
        boolean isNew = before == null || value.step() > before.step();
        if (isNew) {
            seen.put(value.name(), new Seen(value.source(), value.step()));
        }
        var since = since(value.at());
        return judge(judge -> judge.value(value, isNew, since));
    }

    /** What was measured leads to. */
    public List<Firing> observe(ResourceReading reading) {
        return judge(judge -> judge.resources(reading, since(reading.at())));
    }

    /** What the time leads to; called now and then while the program runs. */
    public List<Firing> tick(Instant now) {
        var firings = new ArrayList<>(judge(judge -> judge.tick(since(now))));
        if (since(now).compareTo(MISSING_AFTER) >= 0) {
            seats.forEach(seat -> missing(seat.rule().basics()).ifPresent(firings::add));
        }
        return firings;
    }

    private List<Firing> judge(Function<Judge, Optional<String>> question) {
        List<Firing> firings = null;
        for (var seat : seats) {
            var basics = seat.rule().basics();
            var reason = question.apply(seat.judge());
            boolean late = ended && basics.action().ends();
            if (reason.isPresent() && !late && fired.add(basics.name())) {
                firings = firings == null ? new ArrayList<>() : firings;
                firings.add(new Firing(basics.name(), basics.action(), reason.get(), basics.grace()));
                ended |= basics.action().ends();
            }
        }
        return firings == null ? List.of() : firings;
    }

    private Optional<Firing> missing(Basics basics) {
        var metric = basics.metric().filter(name -> !seen.containsKey(name) && fired.add("metric " + name));
        return metric.map(name -> new Firing(
                "metric " + name,
                Action.WARN,
                "never seen in " + MISSING_AFTER.toMinutes() + " minutes; seen: " + names(),
                Duration.ZERO));
    }

    private String names() {
        var names = new TreeSet<>(seen.keySet());
        names.removeIf(name -> name.startsWith("resources/"));
        if (names.isEmpty()) {
            return "no metric";
        }
        var shown = String.join(", ", names.stream().limit(MOST_SHOWN).toList());
        return names.size() > MOST_SHOWN ? shown + " and " + (names.size() - MOST_SHOWN) + " more" : shown;
    }

    private Duration since(Instant now) {
        return now.isBefore(start) ? Duration.ZERO : Duration.between(start, now);
    }
}
