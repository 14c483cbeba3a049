package org.neronet.common.metric;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Words that begin a line about one step of a program. */
enum StepWord {
    /** A pass over the data. */
    EPOCH("epoch epochs ep"),
    /** A place that is counted from the beginning of the program. */
    STEP("step steps iter iters it iteration global_step num_updates update num_timesteps timesteps total_timesteps"),
    /** A part of an epoch. */
    BATCH("batch minibatch mini-batch"),
    /** Something of which a program has several: a place only when it says how many. */
    ROUND("episode round generation gen trial fold game day sweep cycle");

    private static final String TRAINS = "train training learning";
    private static final String TESTS = "test testing dev val valid validation eval evaluation";
    private static final WordList TRAINING = new WordList(TRAINS);
    private static final WordList TESTING = new WordList(TESTS);
    private static final StepWord[] ALL = values();

    private final String text;
    private final WordList words;

    StepWord(String words) {
        this.text = words;
        this.words = new WordList(words);
    }

    /** All of them, and those of training and testing, parted by blanks. */
    static String words() {
        return Arrays.stream(ALL).map(kind -> kind.text).collect(Collectors.joining(" ")) + " " + TRAINS + " " + TESTS;
    }

    /** The kind of a word, or null when it is none. */
    static StepWord of(String text, int from, int to) {
        for (var kind : ALL) {
            if (kind.words.contains(text, from, to)) {
                return kind;
            }
        }
        return null;
    }

    static boolean isTraining(String text, int from, int to) {
        return TRAINING.contains(text, from, to);
    }

    static boolean isTesting(String text, int from, int to) {
        return TESTING.contains(text, from, to);
    }
}
