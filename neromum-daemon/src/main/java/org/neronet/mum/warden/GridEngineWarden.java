package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.neronet.common.batch.QsubCall;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.process.CommandResult;
import org.neronet.common.wire.ClusterNodes;
import org.neronet.common.wire.Trial;

/** Runs experiments as array jobs of Grid Engine, through its command-line programs. */
public final class GridEngineWarden implements Warden {
    private static final int NO_PROGRAM = 127;

    @Override
    public String type() {
        return "gridengine";
    }

    /** Of the cell, and of the cluster where the installation has noted its name. */
    @Override
    public String queueName(WardenTools tools) throws IOException, InterruptedException {
        var answer = ask(tools);
        if (!answer.succeeded()) {
            throw new NeronetException(
                    ExitCode.SCHEDULER,
                    "Grid Engine does not answer: " + (answer.timedOut() ? "timed out" : answer.complaint()),
                    "try 'qstat' there in a fresh login; its variables, such as SGE_ROOT, must be set in the profile");
        }
        var cell = tools.environment().getOrDefault("SGE_CELL", "default");
        return "gridengine-" + HostName.sanitised(cell) + clusterName(tools, cell);
    }

    private static CommandResult ask(WardenTools tools) throws IOException, InterruptedException {
        try {
            var answer = tools.runner().run(List.of("qstat", "-xml"), GridEngineQueue.QUESTION);
            if (answer.exitCode() != NO_PROGRAM) {
                return answer;
            }
            throw missing(null);
        } catch (IOException e) {
            throw missing(e);
        }
    }

    private static NeronetException missing(IOException cause) throws IOException {
        return new NeronetException(
                ExitCode.SCHEDULER,
                "qstat was not found on " + HostName.here(),
                "load Grid Engine in the login profile, or use another type",
                cause);
    }

    private static String clusterName(WardenTools tools, String cell) throws IOException {
        var root = tools.environment().get("SGE_ROOT");
        var file = Path.of(root == null ? "/nonexistent" : root, cell, "common", "cluster_name");
        return Files.isReadable(file)
                ? "-" + HostName.sanitised(Files.readString(file).strip())
                : "";
    }

    /** Grid Engine itself is not asked: only what is missing in clusters.yaml is known beforehand. */
    @Override
    public Trial trial(AttemptPlan plan, WardenTools tools) {
        return QsubCall.fault(plan.resources(), tools.settings())
                .map(fault -> new Trial(true, false, fault))
                .orElse(Trial.UNKNOWN);
    }

    @Override
    public ClusterNodes nodes(WardenTools tools) throws InterruptedException {
        return GridEngineNodes.ask(tools);
    }

    @Override
    public Queue open(WardenTools tools) {
        return new GridEngineQueue(tools);
    }
}
