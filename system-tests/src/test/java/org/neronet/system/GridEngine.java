package org.neronet.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.testing.Await;

/** Asks Grid Engine itself, as the account and with the variables of the testbed's cell. */
record GridEngine(Account account) {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Run run(String... words) {
        var folder = System.getenv().getOrDefault("TESTBED_DIR", "/tmp/neronet-testbed");
        var variables = new HashMap<String, String>();
        for (var line : Stage.lines(Path.of(folder, "gridengine", "env"))) {
            for (var word : line.replaceFirst("^export ", "").split(" ")) {
                variables.put(word.split("=")[0], word.split("=")[1]);
            }
        }
        return Run.of(account, variables, LIMIT, List.of(words));
    }

    /** What {@code qacct} says of a task such as {@code 12_3}, by name; waits for the record. */
    Map<String, String> account(String jobId) {
        var parts = jobId.split("_");
        Await.until(LIMIT, () -> "no record of " + jobId, () -> record(parts).exit() == 0);
        var fields = new HashMap<String, String>();
        for (var line : record(parts).lines()) {
            var words = line.strip().split("\\s+", 2);
            fields.put(words[0], words.length > 1 ? words[1].strip() : "");
        }
        return fields;
    }

    private Run record(String... parts) {
        return run("qacct", "-j", parts[0], "-t", parts[1]);
    }

    /** The account's jobs that Grid Engine still knows. */
    List<String> live() {
        return run("qstat").ok().lines().stream()
                .filter(line -> line.contains("neronet"))
                .toList();
    }

    void cancelAll() {
        run("qdel", "-u", account.name());
    }
}
