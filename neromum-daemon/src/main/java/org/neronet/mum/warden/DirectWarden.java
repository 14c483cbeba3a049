package org.neronet.mum.warden;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.wire.ClusterNodes;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.Trial;

/** Runs experiments on mum's own host, some at a time: for machines without a scheduler. */
public final class DirectWarden implements Warden {
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Override
    public String type() {
        return "direct";
    }

    @Override
    public String queueName(WardenTools tools) throws IOException {
        return "direct-" + HostName.sanitised(HostName.here());
    }

    @Override
    public ClusterNodes nodes(WardenTools tools) throws IOException {
        return HostNode.of(tools);
    }

    @Override
    public Queue open(WardenTools tools) throws IOException {
        return new DirectQueue(tools, GRACE);
    }

    @Override
    public Optional<Integer> slots(ClusterSettings settings) {
        return Optional.of(DirectNode.of(settings, Map.of()).slots());
    }

    /** It fits or it does not: there is nobody else to ask. */
    @Override
    public Trial trial(AttemptPlan plan, WardenTools tools) {
        return unfit(plan, tools.settings(), tools.environment())
                .map(reason -> new Trial(true, false, "it " + reason))
                .orElse(new Trial(true, true, ""));
    }

    @Override
    public Optional<String> unfit(AttemptPlan plan, ClusterSettings settings, Map<String, String> environment) {
        return DirectNode.of(settings, environment).unfit(plan.resources());
    }
}
