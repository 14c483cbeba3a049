package org.neronet.common.metric;

import java.util.Locale;
import java.util.Set;

/** Units that may stand behind a number; a value is kept as it is printed, without its unit. */
final class Units {
    private static final int LONGEST = "examples/second".length();

    private static final Set<String> NAMES = Set.of(
            "%",
            "s",
            "ms",
            "us",
            "µs",
            "ns",
            "h",
            "m",
            "min",
            "mins",
            "sec",
            "secs",
            "seconds",
            "minutes",
            "hours",
            "ms/step",
            "s/step",
            "ms/it",
            "s/it",
            "it/s",
            "its/s",
            "/s",
            "sec/batch",
            "s/batch",
            "ms/batch",
            "s/iter",
            "sec/iter",
            "b",
            "kb",
            "mb",
            "gb",
            "tb",
            "kib",
            "mib",
            "gib",
            "k",
            "g",
            "x",
            "db",
            "ev",
            "hartree",
            "kcal/mol",
            "kj/mol",
            "samples/s",
            "samples/sec",
            "samples/second",
            "examples/s",
            "examples/sec",
            "examples/second",
            "img/s",
            "imgs/s",
            "images/s",
            "images/sec",
            "tok/s",
            "tokens/s",
            "tokens/sec",
            "steps/s",
            "steps/sec",
            "step/s",
            "iter/s",
            "iters/s",
            "words/s",
            "fps",
            "tflops",
            "gflops",
            "mb/s",
            "gb/s");

    private Units() {}

    static boolean isUnit(String text, int from, int to) {
        int length = to - from;
        return length > 0
                && length <= LONGEST
                && NAMES.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
    }
}
