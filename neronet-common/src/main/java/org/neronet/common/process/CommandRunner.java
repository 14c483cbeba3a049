package org.neronet.common.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Runs a program to its end within a time limit; never through a shell. */
@FunctionalInterface
public interface CommandRunner {
    /**
     * Runs {@code argv} and collects up to 64 MiB of its output.
     *
     * @throws IOException when it cannot be started, for example because there is no such program
     * @throws InterruptedException when the waiting thread is interrupted; the program is killed first
     */
    CommandResult run(List<String> argv, Duration limit) throws IOException, InterruptedException;
}
