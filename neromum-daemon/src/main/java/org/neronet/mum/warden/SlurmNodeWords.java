package org.neronet.mum.warden;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.neronet.common.process.CommandRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code scontrol show node} says of nodes whose jobs are no longer listed. */
final class SlurmNodeWords {
    private static final Logger LOG = LoggerFactory.getLogger(SlurmNodeWords.class);
    private static final Pattern NAME = Pattern.compile("NodeName=(\\S+)");
    private static final Pattern STATE = Pattern.compile(" State=(\\S+)");
    private static final Pattern BOOTED = Pattern.compile(" BootTime=(\\d{1,12})\\b");
    private static final Pattern EMPTY = Pattern.compile("(DOWN|IDLE|FUTURE|POWERED_DOWN)\\b.*");

    private SlurmNodeWords() {}

    static Map<String, NodeWord> ask(Set<String> names, CommandRunner runner) throws InterruptedException {
        var plain = new TreeSet<>(names);
        plain.removeIf(name -> !name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"));
        if (plain.isEmpty()) {
            return Map.of();
        }
        try {
            var argv = List.of("env", SlurmRow.TIMES, "scontrol", "show", "node", "-o", String.join(",", plain));
            return parse(runner.run(argv, SlurmQueue.QUESTION).out());
        } catch (IOException e) {
            LOG.info("scontrol cannot be run", e);
            return Map.of();
        }
    }

    /** One line for each node; a name that Slurm does not know gets none. */
    static Map<String, NodeWord> parse(String scontrol) {
        var words = new HashMap<String, NodeWord>();
        for (var line : scontrol.lines().toList()) {
            var state = found(STATE, line);
            found(NAME, line)
                    .filter(name -> state.isPresent())
                    .ifPresent(name -> words.put(name, word(state.get(), line)));
        }
        return words;
    }

    private static NodeWord word(String state, String line) {
        var booted = found(BOOTED, line).map(Long::parseLong).filter(seconds -> seconds > 0);
        return new NodeWord(state, EMPTY.matcher(state).matches(), booted.map(Instant::ofEpochSecond));
    }

    private static Optional<String> found(Pattern pattern, String line) {
        var matcher = pattern.matcher(line);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
