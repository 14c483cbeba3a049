package org.neronet.man.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.neronet.man.config.Listed;
import org.neronet.man.config.Problems;
import org.neronet.man.sweep.Sweep;

/** Warns of parameters that vary without reaching the program, whose variations would all be the same run. */
final class IdleParameters {
    private final Problems problems;

    IdleParameters(Problems problems) {
        this.problems = problems;
    }

    void warn(Block block, Sweep sweep, List<Template> command, Collection<Template> others) {
        var used = new LinkedHashSet<String>(sweep.needed());
        command.forEach(word -> used.addAll(word.names()));
        others.forEach(value -> used.addAll(value.names()));
        var idle = new ArrayList<>(sweep.varied());
        idle.removeAll(used);
        if (command.isEmpty() || idle.isEmpty()) {
            return;
        }
        var key = List.of(SpecKeys.PARAMETERS, "repeat", "sweep").stream()
                .filter(block.keys()::containsKey)
                .findFirst()
                .orElseThrow();
        var many = idle.size() > 1;
        problems.warn(
                block.keys().get(key).value().start(),
                "'" + Listed.of(idle).replace(", ", "', '") + "' " + (many ? "vary" : "varies")
                        + ", but neither command nor env uses " + (many ? "them" : "it") + ": those runs are all alike",
                "write {" + idle.get(0) + "} where the program is to get it");
    }
}
