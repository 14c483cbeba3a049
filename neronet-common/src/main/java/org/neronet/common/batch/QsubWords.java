package org.neronet.common.batch;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks through {@code qsub_args} for options that Neronet sets itself or that change what {@code qsub} does. Pure. */
public final class QsubWords {
    private static final Set<String> UNUSABLE = Set.of(
            "-t",
            "-N",
            "-o",
            "-e",
            "-i",
            "-j",
            "-wd",
            "-cwd",
            "-S",
            "-b",
            "-V",
            "-v",
            "-r",
            "-terse",
            "-sync",
            "-now",
            "-verify",
            "-help",
            "-@",
            "-C",
            "-clear",
            "-shell",
            "-ac",
            "-dc",
            "-sc",
            "-xml",
            "-inherit",
            "--",
            "-tc",
            "-m");

    /** Whose own name says that they take no value. */
    private static final Set<String> BARE = Set.of("-h", "-hard", "-soft");

    private QsubWords() {}

    /** What is wrong with the first word that cannot stay. */
    public static Optional<String> fault(List<String> words) {
        var previous = "";
        for (var word : words) {
            boolean takesValue = previous.startsWith("-") && !BARE.contains(previous);
            if (UNUSABLE.contains(word)) {
                return Optional.of(
                        "qsub_args: '" + word + "' is set by Neronet itself or cannot be used with it; remove it");
            }
            if (!word.startsWith("-") && !takesValue && !isSecondValue(words, word)) {
                return Optional.of("qsub_args: '" + word + "' belongs to no option");
            }
            previous = word;
        }
        return Optional.empty();
    }

    /** {@code -pe NAME SLOTS} has two. */
    private static boolean isSecondValue(List<String> words, String word) {
        int at = words.indexOf(word);
        return at >= 2 && words.get(at - 2).equals("-pe");
    }
}
