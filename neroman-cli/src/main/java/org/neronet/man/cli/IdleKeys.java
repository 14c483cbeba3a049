package org.neronet.man.cli;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.neronet.man.spec.Experiment;

/** Keys that are kept but not acted on yet: nobody should rely on a condition that kills nothing. */
final class IdleKeys {
    private static final Set<String> ACTED_ON = Set.of(
            "before_time_limit",
            "conditions",
            "metrics",
            "output_file_processor",
            "output_line_processor",
            "resume_command",
            "stop");

    private IdleKeys() {}

    /** Says so on stderr, if there are any. */
    static void warn(List<Experiment> experiments, Terminal terminal) {
        var keys = new TreeSet<String>();
        experiments.forEach(each -> keys.addAll(each.kept().asMap().keySet()));
        keys.removeAll(ACTED_ON);
        if (!keys.isEmpty()) {
            terminal.say("warning: kept, but without effect in this version: " + String.join(", ", keys));
        }
    }
}
