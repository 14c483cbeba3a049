package org.neronet.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that ran as the account: how it ended and every byte that it printed. */
record Run(List<String> words, int exit, byte[] bytes, String err, boolean timedOut, Duration took) {
    /** Runs to the end or to the limit. Output goes to files, so that nothing left behind can hold it up. */
    static Run of(Account account, Map<String, String> environment, Duration limit, List<String> words) {
        try (var background = Background.start(account, environment, words)) {
            boolean ended = background.process().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                background.kill();
            }
            return background.outcome(ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + words, e);
        }
    }

    static Run of(Account account, Duration limit, String... words) {
        return of(account, Map.of(), limit, List.of(words));
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String out() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return out().lines().toList();
    }

    /** @throws AssertionError with everything it said unless it left with 0 */
    Run ok() {
        return exits(0);
    }

    /** @throws AssertionError with everything it said unless it left with one of the codes */
    Run exits(int... codes) {
        if (timedOut || Arrays.stream(codes).noneMatch(code -> code == exit)) {
            throw new AssertionError("expected exit " + Arrays.toString(codes) + " of " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return "%s%n  exit %s after %d ms%n--- stdout%n%s%n--- stderr%n%s%n---"
                .formatted(String.join(" ", words), timedOut ? "none, killed" : exit, took.toMillis(), cut(out()), err);
    }

    private static String cut(String text) {
        return text.length() < 20_000 ? text : text.substring(0, 20_000) + "…";
    }
}
