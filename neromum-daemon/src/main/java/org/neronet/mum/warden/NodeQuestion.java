package org.neronet.mum.warden;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** Asks a scheduler's program about nodes. */
final class NodeQuestion {
    private NodeQuestion() {}

    /** @throws NeronetException (scheduler) when it does not answer */
    static String ask(List<String> argv, WardenTools tools) throws InterruptedException {
        try {
            var result = tools.runner().run(argv, SlurmQueue.QUESTION);
            if (result.succeeded()) {
                return result.out();
            }
            throw silent(argv.get(0), result.timedOut() ? "timed out" : result.complaint(), null);
        } catch (IOException e) {
            throw silent(argv.get(0), e.getMessage(), e);
        }
    }

    static NeronetException silent(String program, String why, Exception cause) {
        return new NeronetException(
                ExitCode.SCHEDULER, program + " does not answer: " + why, "try '" + program + "' there", cause);
    }

    /** Such as {@code 23.5G} of Grid Engine, in bytes; a plain number is in bytes already. */
    static Optional<Long> bytes(String text) {
        if (!text.matches("\\d{1,12}(\\.\\d{1,6})?[KMGTP]?")) {
            return Optional.empty();
        }
        int unit = "KMGTP".indexOf(text.charAt(text.length() - 1)) + 1;
        var number = Double.parseDouble(unit > 0 ? text.substring(0, text.length() - 1) : text);
        return Optional.of(Math.round(number * Math.pow(1024, unit)));
    }
}
