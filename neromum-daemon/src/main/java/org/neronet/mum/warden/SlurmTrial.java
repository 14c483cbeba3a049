package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.neronet.common.batch.JobArray;
import org.neronet.common.batch.SbatchCall;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.process.CommandResult;
import org.neronet.common.wire.Trial;

/** {@code sbatch --test-only}: with the words of the real call, but for its script, which is not there yet. */
final class SlurmTrial {
    private static final String NO_TOKEN = "0000000000000000";

    private SlurmTrial() {}

    static Trial of(AttemptPlan plan, WardenTools tools) throws IOException, InterruptedException {
        var fault = SbatchCall.fault(plan, tools.settings());
        return fault.isPresent()
                ? new Trial(true, false, fault.get())
                : answer(tools.runner().run(argv(plan, tools), SlurmQueue.QUESTION));
    }

    private static List<String> argv(AttemptPlan plan, WardenTools tools) {
        var environment = JobEnvironment.named(tools.environment()).entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        var array = new JobArray(NO_TOKEN, Path.of("/tmp"), 1, plan);
        var words = new ArrayList<>(SbatchCall.argv(array, tools.settings(), environment));
        words.remove(words.size() - 1);
        words.addAll(List.of("--test-only", "--wrap=true"));
        return words;
    }

    /** A controller that is away, or a queue that is full now, is no refusal. */
    static Trial answer(CommandResult result) {
        var text = (result.err() + "\n" + result.out())
                .lines()
                .map(line -> line.replaceFirst("^sbatch: (error: )?", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("; "));
        if (result.succeeded()) {
            return new Trial(true, true, text);
        }
        boolean refused = SbatchAnswer.of(result) instanceof Launch.Refused;
        return new Trial(refused, !refused, text.isEmpty() ? "sbatch did not answer" : text);
    }
}
