package org.neronet.mum.warden;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.neronet.common.batch.CommandCall;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.wire.CommandSettings;

/** What an experiment asks for and {@code submit} of clusters.yaml has no place for. Pure. */
final class CommandGaps {
    private CommandGaps() {}

    /** One line each, for the user's warnings. */
    static List<String> of(AttemptPlan plan, CommandSettings settings) {
        var names = settings.text(CommandSettings.SUBMIT)
                .map(text -> CommandCall.template(CommandSettings.SUBMIT, text).names())
                .orElse(Set.of());
        var needed = plan.resources();
        var gaps = new ArrayList<String>();
        if (needed.cpus() > 1 && !names.contains("cpus")) {
            gaps.add(gap("cpus", "{cpus}"));
        }
        if (needed.gpus() > 0 && !names.contains("gpus")) {
            gaps.add(gap("gpus", "{gpus}"));
        }
        if (needed.memoryBytes().isPresent() && !names.contains("memory_mb")) {
            gaps.add(gap("memory", "{memory_mb}"));
        }
        if (needed.time().isPresent()
                && List.of("time", "seconds", "minutes").stream().noneMatch(names::contains)) {
            gaps.add(gap("time", "{time}"));
        }
        if (!plan.sbatchArgs().isEmpty()) {
            gaps.add(
                    "sbatch_args are for Slurm, so they were passed over; write such words into submit: in clusters.yaml");
        }
        return gaps;
    }

    private static String gap(String key, String place) {
        return "'resources: " + key + "' was passed over, as submit: in clusters.yaml has no " + place;
    }
}
