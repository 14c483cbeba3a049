package org.neronet.common.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.json.JsonObject;

/** Reads the rules of an attempt out of what the user wrote; one reading for kid and mum. Pure. */
public final class RuleParser {
    /** How long a program may run on after a soft stop. */
    public static final Duration STOP_GRACE = Duration.ofSeconds(60);

    /** How long a program may run on after TERM, when it is to be killed. */
    public static final Duration KILL_GRACE = Duration.ofSeconds(10);

    private static final Set<String> CONDITION = Set.of("variablename", "killvalue", "comparator", "when", "action");

    private final Set<String> declared;
    private final Goals goals;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();

    private RuleParser(Set<String> declared, Goals goals) {
        this.declared = declared;
        this.goals = goals;
    }

    /**
     * The rules, conditions first, each in the order written.
     *
     * @param watch its keys {@code conditions} and {@code stop}, and {@code goal} in its {@code metrics}; others are passed over
     * @param declared names of metrics that the user declared
     * @throws RuleException when one of them cannot be judged
     */
    public static List<Rule> parse(JsonObject watch, Set<String> declared) {
        var parser = new RuleParser(declared, Goals.of(watch));
        var conditions = watch.asMap().get("conditions");
        if (conditions instanceof JsonObject map) {
            map.asMap().forEach(parser::condition);
        } else if (conditions != null) {
            throw new RuleException("'conditions' must be a map");
        }
        var stop = watch.asMap().get("stop");
        if (stop instanceof List<?> list) {
            list.forEach(parser::stop);
        } else if (stop != null) {
            parser.stop(stop);
        }
        return List.copyOf(parser.rules);
    }

    private void condition(String name, Object value) {
        if (!(value instanceof JsonObject json)) {
            throw new RuleException("condition '" + name + "' must be a map");
        }
        var written = new Written(json);
        written.allowOnly(CONDITION);
        var metric = written.text("variablename").orElseThrow(() -> lacking(name, "variablename"));
        var bound = written.number("killvalue");
        var word = written.text("comparator").orElseThrow(() -> lacking(name, "comparator"));
        var comparison =
                Comparison.ofWord(word).orElseThrow(() -> new RuleException("'comparator' cannot be '" + word + "'"));
        var action = conditionAction(written.text("action").orElse("warn"));
        var basics = new Basics(unique(name), action, Optional.of(metric), when(written), 1, grace(action));
        rules.add(new Threshold(basics, comparison, bound.orElseThrow(() -> lacking(name, "killvalue"))));
    }

    private static Action conditionAction(String word) {
        return switch (word) {
            case "kill" -> Action.KILL;
            case "warn" -> Action.WARN;
            case "email" -> Action.NOTIFY;
            default -> throw new RuleException("'action' of a condition cannot be '" + word + "'");
        };
    }

    /** The original's {@code time N}: judged from N minutes after the start on. */
    private static After when(Written written) {
        var when = written.text("when").orElse("immediately").strip();
        if (when.equals("immediately")) {
            return After.START;
        }
        if (!when.matches("time\\s+\\d{1,9}(\\.\\d{1,9})?")) {
            throw new RuleException("'when' of a condition cannot be '" + when + "'");
        }
        double minutes = Double.parseDouble(when.substring(4).strip());
        return After.time(Duration.ofMillis(Math.round(minutes * 60_000)));
    }

    private static RuleException lacking(String name, String key) {
        return new RuleException("condition '" + name + "' has no '" + key + "'");
    }

    private static Duration grace(Action action) {
        return action == Action.KILL ? KILL_GRACE : STOP_GRACE;
    }

    private void stop(Object value) {
        if ("nan".equals(value)) {
            stop(new Written(JsonObject.of("nan", true)), "nan");
        } else if (value instanceof JsonObject json) {
            var written = new Written(json);
            stop(written, written.words());
        } else {
            throw new RuleException("a stop rule is 'nan' or a map, not '" + value + "'");
        }
    }

    private void stop(Written written, String words) {
        var kind = StopKind.of(written);
        written.allowOnly(kind.keys());
        if (kind.isOff(written)) {
            return;
        }
        var action = written.parsed("action", Action::ofWord, "warn, notify, stop or kill")
                .orElse(kind.action());
        var metric = written.text("metric");
        if (metric.isEmpty() && kind.needsMetric()) {
            throw new RuleException("the rule '" + kind.word() + "' needs a metric");
        }
        var after = written.parsed("after", After::parse, "5 epochs, 100 steps or 30m")
                .orElse(kind.after());
        int times = (int) Math.min(Integer.MAX_VALUE, written.integer("for", 1, kind.times()));
        var grace = written.span("kill_after").orElse(grace(action));
        var basics = new Basics(unique(words), action, metric, after, times, grace);
        rules.add(rule(kind, written, basics));
    }

    private Rule rule(StopKind kind, Written written, Basics basics) {
        var word = kind.word();
        return switch (kind) {
            case GT, GE, LT, LE, EQ ->
                new Threshold(
                        basics,
                        Comparison.ofWord(word).orElseThrow(),
                        written.number(word).orElseThrow());
            case NAN -> new NotFinite(times(basics, written), declared);
            case PATIENCE ->
                new Patience(
                        basics,
                        written.integer(word, 0, 10),
                        written.notNegative("min_delta", 0),
                        goal(written, basics),
                        written.number("baseline"));
            case PLATEAU ->
                new Plateau(
                        basics,
                        written.notNegative(word, 0.01),
                        (int) Math.min(100_000, written.integer("results", 2, 4)),
                        written.integer("grace", 0, 4));
            case DIVERGE -> new Diverge(basics, written.notNegative(word, 10), goal(written, basics));
            case SPIKE ->
                new Spike(
                        basics,
                        written.notNegative(word, 6),
                        (int) Math.min(100_000, written.integer("over", 3, 50)),
                        goal(written, basics));
            case MAX_STEPS, MAX_EPOCHS -> new Budget(basics, kind == StopKind.MAX_EPOCHS, written.integer(word, 1, 1));
            case MAX_TIME -> new TimeBudget(basics, written.span(word).orElseThrow());
            case NO_OUTPUT -> new NoOutput(basics, written.span(word).orElseThrow());
            case GPU_IDLE -> new GpuIdle(basics, written.span(word).orElseThrow(), written.notNegative("below", 5));
            case MEMORY -> new MemoryAbove(basics, amount(written, word));
            case DISK -> new DiskBelow(basics, amount(written, word));
            case WHEN -> new When(basics, Expression.parse(written.text(word).orElseThrow(), goals));
            case PRUNE -> prune(written, basics);
        };
    }

    private static Basics times(Basics basics, Written written) {
        int times = (int) Math.min(Integer.MAX_VALUE, written.integer("times", 1, basics.times()));
        return new Basics(basics.name(), basics.action(), basics.metric(), basics.after(), times, basics.grace());
    }

    private static Amount amount(Written written, String key) {
        return written.parsed(key, Amount::parse, "a size such as 8GB, or a share such as 95%")
                .orElseThrow();
    }

    private Goal goal(Written written, Basics basics) {
        var word = written.text("goal").orElse("auto");
        return switch (word) {
            case "min" -> Goal.MIN;
            case "max" -> Goal.MAX;
            case "auto" -> {
                var metric = basics.metric().orElseThrow();
                yield goals.of(metric)
                        .orElseThrow(() -> new RuleException("whether '" + metric
                                + "' is better small or large is not in its name: add goal: min or goal: max"));
            }
            default -> throw new RuleException("'goal' must be min, max or auto");
        };
    }

    private Rule prune(Written written, Basics basics) {
        var how = written.text("prune").orElse("");
        if (!how.equals("asha") && !how.equals("median")) {
            throw new RuleException("'prune' must be median or asha");
        }
        boolean asha = how.equals("asha");
        return new Prune(
                basics,
                asha,
                goal(written, basics),
                (int) Math.min(100_000, written.integer("startup", 0, 5)),
                (int) Math.min(100_000, written.integer("min_trials", 1, 1)),
                written.integer("grace", asha ? 1 : 0, asha ? 1 : 0),
                (int) Math.min(100, written.integer("eta", 2, 4)));
    }

    /** Names are how events tell rules apart. */
    private String unique(String name) {
        int count = names.merge(name, 1, Integer::sum);
        return count == 1 ? name : name + " (" + count + ")";
    }
}
