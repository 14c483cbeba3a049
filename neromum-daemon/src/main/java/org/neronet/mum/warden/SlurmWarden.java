package org.neronet.mum.warden;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.ClusterNodes;
import org.neronet.common.wire.Trial;

/** Runs experiments as Slurm job arrays, through Slurm's command-line programs. */
public final class SlurmWarden implements Warden {
    /** While the controller hangs its file tells the name as well, and somebody waits to be let in. */
    private static final Duration BRIEF = Duration.ofSeconds(5);

    /** Where there is no file either; with {@link #BRIEF}, less than neroman's patience. */
    private static final Duration LONGER = Duration.ofSeconds(15);

    @Override
    public String type() {
        return "slurm";
    }

    @Override
    public String queueName(WardenTools tools) throws IOException, InterruptedException {
        needSbatch(tools);
        var config = SlurmConfig.ask(tools.runner(), BRIEF);
        if (config.isEmpty()) {
            config = SlurmConfig.read(tools.environment());
        }
        if (config.isEmpty()) {
            config = SlurmConfig.ask(tools.runner(), LONGER);
        }
        var name = config.flatMap(c -> c.value("ClusterName")).orElseThrow(SlurmWarden::silent);
        return "slurm-" + HostName.sanitised(name);
    }

    @Override
    public Trial trial(AttemptPlan plan, WardenTools tools) throws IOException, InterruptedException {
        return SlurmTrial.of(plan, tools);
    }

    @Override
    public ClusterNodes nodes(WardenTools tools) throws InterruptedException {
        return SlurmNodes.ask(tools);
    }

    @Override
    public Queue open(WardenTools tools) {
        return new SlurmQueue(tools);
    }

    private static void needSbatch(WardenTools tools) throws IOException, InterruptedException {
        Optional<IOException> fault = Optional.empty();
        try {
            if (tools.runner().run(List.of("sbatch", "--version"), BRIEF).exitCode() != 127) {
                return;
            }
        } catch (IOException e) {
            fault = Optional.of(e);
        }
        throw new NeronetException(
                ExitCode.SCHEDULER,
                "sbatch was not found on " + HostName.here(),
                "load it in the login profile, or use type: direct",
                fault.orElse(null));
    }

    private static NeronetException silent() {
        return new NeronetException(
                ExitCode.SCHEDULER,
                "Slurm does not say the name of its cluster",
                "try 'scontrol show config' there; when it works, repeat the command");
    }
}
