package org.neronet.mum.warden;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.neronet.common.process.CommandRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the largest node has, asked once: a job that wants more than any node has never starts. */
final class NodeSize {
    private static final Logger LOG = LoggerFactory.getLogger(NodeSize.class);

    private final CommandRunner runner;
    private Optional<Integer> cpus = Optional.empty();

    NodeSize(CommandRunner runner) {
        this.runner = runner;
    }

    /** CPUs of the largest node; 1 while Slurm does not say. */
    int cpus() throws InterruptedException {
        if (cpus.isEmpty()) {
            cpus = ask();
        }
        return cpus.orElse(1);
    }

    private Optional<Integer> ask() throws InterruptedException {
        try {
            var result = runner.run(List.of("sinfo", "-h", "-o", "%c"), SlurmQueue.QUESTION);
            var most = largest(result.out());
            if (result.succeeded() && most.isPresent()) {
                return Optional.of(most.getAsInt());
            }
            LOG.warn("sinfo does not tell the nodes' CPUs: {}", result.timedOut() ? "timed out" : result.complaint());
        } catch (IOException e) {
            LOG.warn("sinfo cannot be run", e);
        }
        return Optional.empty();
    }

    /** Lines such as {@code 64}, or {@code 32+} for nodes of several sizes with 32 CPUs or more. */
    private static OptionalInt largest(String sinfo) {
        return sinfo.lines()
                .map(line -> line.strip().replaceFirst("\\+$", ""))
                .filter(line -> line.matches("[1-9]\\d{0,6}"))
                .mapToInt(Integer::parseInt)
                .max();
    }
}
