package org.neronet.common.rule;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The kinds of stop rules: each is told by the key that only it has. */
public enum StopKind {
    GT,
    GE,
    LT,
    LE,
    EQ,
    NAN("times"),
    PATIENCE("min_delta", "goal", "baseline"),
    PLATEAU("results", "grace"),
    DIVERGE("goal"),
    SPIKE("goal", "over"),
    MAX_STEPS,
    MAX_EPOCHS,
    MAX_TIME,
    NO_OUTPUT,
    GPU_IDLE("below"),
    MEMORY,
    DISK,
    PRUNE("grace", "eta", "startup", "min_trials", "goal"),
    WHEN;

    /** The keys that every rule may have. */
    public static final Set<String> COMMON = Set.of("metric", "action", "after", "for", "kill_after");

    private static final Set<StopKind> OF_METRIC = Set.of(GT, GE, LT, LE, EQ, PATIENCE, PLATEAU, DIVERGE, SPIKE, PRUNE);
    private static final Set<StopKind> WARN = Set.of(DIVERGE, SPIKE, NO_OUTPUT, GPU_IDLE, MEMORY, DISK);

    private final Set<String> own;

    StopKind(String... own) {
        this.own = Set.of(own);
    }

    static StopKind of(Written written) {
        var kinds =
                Arrays.stream(values()).filter(kind -> written.has(kind.word())).toList();
        if (kinds.size() == 1) {
            return kinds.get(0);
        }
        var words = kinds.stream().map(StopKind::word).toList();
        throw new RuleException(
                kinds.isEmpty()
                        ? "no stop rule is told by " + written.json().asMap().keySet()
                        : twoRules(words));
    }

    private static String twoRules(List<String> words) {
        return "'" + String.join("' and '", words) + "' are two rules";
    }

    /** The key. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All keys that a rule of this kind may have. */
    public Set<String> keys() {
        var keys = new HashSet<>(COMMON);
        keys.addAll(own);
        keys.add(word());
        return keys;
    }

    /** Whether it is about one metric that must be named. */
    public boolean needsMetric() {
        return OF_METRIC.contains(this);
    }

    /** What it does when the user does not say. */
    public Action action() {
        return WARN.contains(this) ? Action.WARN : Action.STOP;
    }

    int times() {
        return this == DIVERGE ? 3 : 1;
    }

    /** GPUs are often idle while a program loads its data. */
    After after() {
        return this == GPU_IDLE ? After.time(Duration.ofMinutes(10)) : After.START;
    }

    boolean isOff(Written written) {
        if (this != NAN) {
            return false;
        }
        var value = written.json().asMap().get("nan");
        if (!(value instanceof Boolean on)) {
            throw new RuleException("'nan' must be true or false");
        }
        return !on;
    }
}
