package org.neronet.mum.warden;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.common.process.CommandRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the site allows, as {@code qconf -sconf} tells it to everyone. */
final class GridEngineLimits {
    private static final Logger LOG = LoggerFactory.getLogger(GridEngineLimits.class);
    private static final Pattern TASKS = Pattern.compile("(?m)^max_aj_tasks\\s+(\\d{1,9})\\s*$");
    /** Where there is no limit: enough for a call, and little enough to be looked through. */
    private static final int UNLIMITED = 75_000;

    private GridEngineLimits() {}

    /** How many tasks one array may have; empty while nobody says. */
    static Optional<Integer> largestArray(CommandRunner runner) {
        try {
            var result = runner.run(List.of("qconf", "-sconf"), GridEngineQueue.QUESTION);
            var matcher = TASKS.matcher(result.out());
            if (result.succeeded() && matcher.find()) {
                int tasks = Integer.parseInt(matcher.group(1));
                return Optional.of(tasks == 0 ? UNLIMITED : Math.min(tasks, UNLIMITED));
            }
            LOG.warn("qconf -sconf does not tell max_aj_tasks: {}", result.complaint());
        } catch (IOException e) {
            LOG.warn("qconf cannot be run; nothing is submitted until it can", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
