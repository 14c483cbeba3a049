package org.neronet.common.metric;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Words that begin a line about one step of a program. */
enum StepWord {
    /** A pass over the data. */
    EPOCH,
    /** A place that is counted from the beginning of the program. */
    STEP,
    /** A part of an epoch. */
    BATCH,
    /** Something of which a program has several: a place only when it says how many. */
    ROUND;

    private static final Map<String, StepWord> WORDS = Map.ofEntries(
            Map.entry("epoch", EPOCH),
            Map.entry("epochs", EPOCH),
            Map.entry("ep", EPOCH),
            Map.entry("step", STEP),
            Map.entry("steps", STEP),
            Map.entry("iter", STEP),
            Map.entry("iters", STEP),
            Map.entry("it", STEP),
            Map.entry("iteration", STEP),
            Map.entry("global_step", STEP),
            Map.entry("num_updates", STEP),
            Map.entry("update", STEP),
            Map.entry("batch", BATCH),
            Map.entry("minibatch", BATCH),
            Map.entry("mini-batch", BATCH),
            Map.entry("episode", ROUND),
            Map.entry("round", ROUND),
            Map.entry("generation", ROUND),
            Map.entry("gen", ROUND),
            Map.entry("trial", ROUND),
            Map.entry("fold", ROUND),
            Map.entry("game", ROUND),
            Map.entry("day", ROUND),
            Map.entry("sweep", ROUND),
            Map.entry("cycle", ROUND));

    private static final Set<String> TRAINING = Set.of("train", "training");
    private static final Set<String> TESTING =
            Set.of("test", "testing", "val", "valid", "validation", "eval", "evaluation");
    private static final int LONGEST = "global_step".length();

    /** The kind of a word, or null when it is none. */
    static StepWord of(String text, int from, int to) {
        return from == to || to - from > LONGEST ? null : WORDS.get(lower(text, from, to));
    }

    static boolean isTraining(String text, int from, int to) {
        return to - from <= LONGEST && TRAINING.contains(lower(text, from, to));
    }

    static boolean isTesting(String text, int from, int to) {
        return to - from <= LONGEST && TESTING.contains(lower(text, from, to));
    }

    private static String lower(String text, int from, int to) {
        return text.substring(from, to).toLowerCase(Locale.ROOT);
    }
}
