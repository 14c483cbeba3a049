package org.neronet.mum.warden;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.neronet.common.process.CommandRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why jobs are in state {@code Eqw}, in the words of {@code qstat -j}; asked once for each. Owned by the dispatch thread. */
final class HeldReasons {
    private static final Logger LOG = LoggerFactory.getLogger(HeldReasons.class);
    private static final Pattern REASON =
            Pattern.compile("(?m)^error reason\\s+\\d+:\\s+(?:\\S+ \\S+ )?(?:\\[[\\d:]+\\]: )?(?:error: )?(.+)$");

    private final CommandRunner runner;
    private final Map<String, String> known = new HashMap<>();

    HeldReasons(CommandRunner runner) {
        this.runner = runner;
    }

    /** By the number of the array job. */
    Map<String, String> of(Collection<String> numbers) throws InterruptedException {
        known.keySet().retainAll(numbers);
        for (var number : numbers) {
            if (!known.containsKey(number)) {
                known.put(number, ask(number));
                // One more question at a time; the others come with the next look.
                break;
            }
        }
        return Map.copyOf(known);
    }

    private String ask(String number) throws InterruptedException {
        try {
            var result = runner.run(List.of("qstat", "-j", number), GridEngineQueue.QUESTION);
            var matcher = REASON.matcher(result.out());
            if (matcher.find()) {
                return matcher.group(1).strip();
            }
            LOG.warn("qstat -j {} tells no reason: {}", number, result.complaint());
        } catch (IOException e) {
            LOG.warn("qstat -j {} cannot be run", number, e);
        }
        return "see 'qstat -j " + number + "'";
    }
}
