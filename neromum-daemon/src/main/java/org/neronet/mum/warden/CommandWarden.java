package org.neronet.mum.warden;

import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** Runs experiments through whatever scheduler the templates in clusters.yaml talk to, each as a job of its own. */
public final class CommandWarden implements Warden {
    private static final String TYPE = "command";

    private final Optional<String> name;

    public CommandWarden() {
        this(Optional.empty());
    }

    private CommandWarden(Optional<String> name) {
        this.name = name;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String word() {
        return TYPE + name.map(queue -> ":" + queue).orElse("");
    }

    @Override
    public Warden named(String queue) {
        if (!queue.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "'" + queue + "' cannot be the name of a queue",
                    "queue: pbs, or another word of letters, digits, '.', '_' and '-'");
        }
        return new CommandWarden(Optional.of(queue));
    }

    @Override
    public String queueName(WardenTools tools) {
        return TYPE + "-" + name.orElse("default");
    }

    @Override
    public Queue open(WardenTools tools) {
        return new CommandQueue(tools);
    }
}
