package org.neronet.man.cli;

import java.util.List;
import java.util.TreeSet;
import org.neronet.man.spec.Experiment;

/** Keys that are kept but not acted on yet: nobody should rely on a condition that kills nothing. */
final class IdleKeys {
    private IdleKeys() {}

    /** Says so on stderr, if there are any. */
    static void warn(List<Experiment> experiments, Terminal terminal) {
        var keys = new TreeSet<String>();
        experiments.forEach(each -> keys.addAll(each.kept().asMap().keySet()));
        keys.remove("before_time_limit");
        if (experiments.stream().anyMatch(each -> each.run().retries() > 0)) {
            keys.add("retries");
        }
        if (!keys.isEmpty()) {
            terminal.say("warning: kept, but without effect in this version: " + String.join(", ", keys));
        }
    }
}
