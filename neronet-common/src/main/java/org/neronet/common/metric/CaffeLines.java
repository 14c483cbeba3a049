package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What {@link CaffeReader} remembers of one stream: the iteration, and which net is being tested. */
final class CaffeLines implements LineReader {
    private static final String SOLVER = "solver.cpp:";
    private static final String ITERATION = "Iteration ";
    private static final String TESTING = "Testing net (#";

    private OptionalDouble iteration = OptionalDouble.empty();
    private String test = "test/";
    private boolean inSettings;

    @Override
    public int wants() {
        return inSettings ? LineTraits.ANY : LineTraits.LETTER_FIRST;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        if (!isLogged(line)) {
            return inSettings ? Optional.of(List.of()) : Optional.empty();
        }
        inSettings = line.stripTrailing().endsWith(" from parameters:");
        return inSettings ? Optional.of(List.of()) : logged(line);
    }

    /** {@code I0821 09:21:15.397500 5405 solver.cpp:222] ...}, or with {@code I20150821}. */
    private static boolean isLogged(String line) {
        return line.length() > 20
                && "IWEF".indexOf(line.charAt(0)) >= 0
                && NumberText.afterDigits(line, 1, line.length()) >= 5;
    }

    private Optional<List<Reading>> logged(String line) {
        int file = line.indexOf(SOLVER);
        int bracket = file < 0 ? -1 : line.indexOf(']', file);
        if (bracket < 0) {
            return Optional.empty();
        }
        int start = Scan.blanks(line, bracket + 1);
        if (line.startsWith(ITERATION, start)) {
            return iteration(line, start + ITERATION.length());
        }
        return line.startsWith("Test net output #", start)
                ? output(test, line, start)
                : line.startsWith("Train net output #", start) ? output("train/", line, start) : Optional.empty();
    }

    /** {@code Iteration 100 (8.4 iter/s, 11.9s/100 iters), loss = 0.06}: the last comma parts the value from the rest. */
    private Optional<List<Reading>> iteration(String line, int at) {
        int end = NumberText.afterDigits(line, at, line.length());
        if (end == at || end - at > 18) {
            return Optional.empty();
        }
        iteration = OptionalDouble.of(Double.parseDouble(line.substring(at, end)));
        int testing = line.indexOf(TESTING, end);
        if (testing > 0) {
            int net = testing + TESTING.length();
            var number = line.substring(net, NumberText.afterDigits(line, net, line.length()));
            test = number.equals("0") ? "test/" : "test" + number + "/";
        }
        return Optional.of(first(line, end, "loss", "lr"));
    }

    private List<Reading> first(String line, int from, String... names) {
        for (var name : names) {
            int at = line.indexOf(", " + name + " = ", from);
            var value = at < 0 ? OptionalDouble.empty() : Scan.number(line, at + name.length() + 5);
            if (value.isPresent()) {
                return List.of(new Reading.Value(name, iteration, value.getAsDouble()));
            }
        }
        return List.of();
    }

    /** {@code Test net output #0: accuracy = 0.9}. The output {@code loss} of training is the loss of the iteration. */
    private Optional<List<Reading>> output(String prefix, String line, int start) {
        int name = line.indexOf(": ", start) + 2;
        int sign = line.indexOf(" = ", name);
        if (name < 2 || sign <= name || iteration.isEmpty()) {
            return Optional.empty();
        }
        var output = line.substring(name, sign);
        var value = Scan.number(line, sign + 3);
        boolean again = prefix.equals("train/") && output.equals("loss");
        return Optional.of(
                value.isEmpty() || again
                        ? List.of()
                        : List.of(new Reading.Value(prefix + output, iteration, value.getAsDouble())));
    }
}
