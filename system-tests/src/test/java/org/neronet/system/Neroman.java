package org.neronet.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Types neroman's commands as the account does, with a Neronet home of its own. */
final class Neroman {
    /** Longest time that one command may take. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long PAUSE_NANOS = Duration.ofMillis(300).toNanos();

    /** Whoever waits long asks seldom: each question is a program's start, beside tests that need the processor. */
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(1500).toNanos();

    private final Account account;
    private final Stage stage;
    private final Path home;
    private final Map<String, String> environment;
    private final Set<String> clusters = new LinkedHashSet<>(Set.of("local"));

    Neroman(Account account, Stage stage, Path home) {
        this(account, stage, home, Map.of());
    }

    /** @param more variables for all that it runs */
    Neroman(Account account, Stage stage, Path home, Map<String, String> more) {
        this.account = account;
        this.stage = stage;
        this.home = home;
        this.environment = new HashMap<>(more);
        environment.put("NERONET_HOME", home.toString());
    }

    Path home() {
        return home;
    }

    Set<String> clusters() {
        return clusters;
    }

    Run run(String... words) {
        return Run.of(account, environment, LIMIT, words(words));
    }

    /** Runs with more variables in the environment. */
    Run runWith(Map<String, String> extra, String... words) {
        var all = new HashMap<>(environment);
        all.putAll(extra);
        return Run.of(account, all, LIMIT, words(words));
    }

    Background start(String... words) {
        return Background.start(account, environment, words(words));
    }

    /** Runs a line of shell in which {@code neroman} is the word for itself. */
    Run shell(String line) {
        var script = "neroman() { '" + stage.neroman() + "' \"$@\"; }\n" + line;
        return Run.of(account, environment, LIMIT, List.of("sh", "-c", script));
    }

    private List<String> words(String... words) {
        var argv = new ArrayList<String>();
        argv.add(stage.neroman().toString());
        argv.addAll(List.of(words));
        return argv;
    }

    /** {@code cluster add NAME ADDRESS --type TYPE}, which must reach it. */
    void addCluster(String name, String address, String type, String... more) {
        var words = new ArrayList<>(List.of("cluster", "add", name, address, "--type", type));
        words.addAll(List.of(more));
        clusters.add(name);
        var added = run(words.toArray(String[]::new)).ok();
        if (added.err().contains("warning")) {
            throw new AssertionError("cluster add could not reach it: " + added);
        }
    }

    /** Replaces {@code clusters.yaml}: for entries that no command makes. */
    void clusters(String... entries) {
        stage.write(home.resolve("clusters.yaml"), "clusters:\n  " + String.join("\n  ", entries) + "\n");
        for (var entry : entries) {
            clusters.add(entry.substring(0, entry.indexOf(':')));
        }
    }

    /** Defines the folder's experiments; the ids given to them, in order. */
    List<Long> add(Path folder) {
        return run("add", folder.toString()).ok().lines().stream()
                .map(line -> Long.valueOf(line.split(" ")[0]))
                .toList();
    }

    Status status() {
        return Status.parse(run("status", "--json").ok().out());
    }

    JsonNode json(String... words) {
        return Status.tree(run(words).ok().out());
    }

    Status awaitStates(List<Long> ids, String state, Duration limit) {
        return awaitStates(ids.get(0), ids.get(ids.size() - 1), state, limit);
    }

    /** Asks until all are in that state; fails at once when one has ended in another. */
    /** These and no others between them. */
    Status awaitEach(String state, Duration limit, long... ids) {
        return await(
                limit,
                Arrays.toString(ids) + " " + state,
                status -> LongStream.of(ids).allMatch(id -> status.state(id).equals(state)));
    }

    Status awaitStates(long first, long last, String state, Duration limit) {
        return await(limit, "all " + first + "-" + last + " " + state, status -> {
            LongStream.rangeClosed(first, last)
                    .filter(id -> !status.state(id).equals(state) && !Status.LIVE.contains(status.state(id)))
                    .findFirst()
                    .ifPresent(id -> {
                        throw new AssertionError(
                                "expected " + state + ", but there is:\n" + status.others(first, last, state));
                    });
            return status.states(first, last).stream().allMatch(state::equals);
        });
    }

    /** Asks until what the status says is right. */
    Status await(Duration limit, String what, java.util.function.Predicate<Status> condition) {
        long end = System.nanoTime() + limit.toNanos();
        for (long pause = PAUSE_NANOS; ; pause = Math.min(pause + pause / 4, LONGEST_PAUSE_NANOS)) {
            var status = status();
            if (condition.test(status)) {
                return status;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit + ": " + what + "; " + status.json());
            }
            LockSupport.parkNanos(pause);
        }
    }
}
