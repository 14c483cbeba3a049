package org.neronet.man.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One SSH connection held by Apache MINA inside this process; every command is a channel of it. */
final class MinaLink implements Link {
    private final List<MinaHop> hops;
    private final MinaTarget gateway;
    private final Optional<SecretPrompt> prompt;
    private final SshFaults faults;

    private MinaLink(List<MinaHop> hops, MinaTarget gateway, Optional<SecretPrompt> prompt) {
        this.hops = List.copyOf(hops);
        this.gateway = gateway;
        this.prompt = prompt;
        this.faults = gateway.faults();
    }

    /** Logs in hop by hop, once. */
    static MinaLink open(MinaPath path, Optional<SecretPrompt> prompt) {
        path.lacking().ifPresent(fault -> {
            throw fault;
        });
        var hops = new ArrayList<MinaHop>();
        try {
            MinaRoute route = MinaRoute::direct;
            for (var target : path.targets()) {
                var hop = MinaHop.open(target, route, prompt);
                hops.add(hop);
                route = new JumpRoute(hop.session(), target.ssh().address());
            }
            return new MinaLink(hops, path.targets().get(hops.size() - 1), prompt);
        } catch (RuntimeException e) {
            close(hops);
            throw e;
        }
    }

    @Override
    public Link to(String host) {
        var target = gateway.neighbour(LoginAddress.parse(host).host());
        var here = hops.get(hops.size() - 1).session();
        var all = new ArrayList<>(hops);
        all.add(MinaHop.open(target, new JumpRoute(here, gateway.ssh().address()), prompt));
        return new MinaLink(all, target, prompt);
    }

    @Override
    public RemoteProcess exec(String command) {
        var session = hops.get(hops.size() - 1).session();
        try {
            var channel = session.createExecChannel(command, StandardCharsets.UTF_8, null, Map.of());
            channel.open().verify(MinaRoute.CONNECT);
            return new MinaProcess(channel);
        } catch (IOException | IllegalStateException e) {
            throw isOpen()
                    ? faults.other("it starts no command: " + e.getMessage(), e)
                    : faults.other("the connection is lost", e);
        }
    }

    @Override
    public boolean isOpen() {
        return hops.stream().allMatch(hop -> hop.session().isOpen());
    }

    @Override
    public String describe() {
        return gateway.ssh().target() + " (mina)";
    }

    @Override
    public void close() {
        close(hops);
    }

    /** The last one first, so that none loses its way. */
    private static void close(List<MinaHop> hops) {
        for (int i = hops.size() - 1; i >= 0; i--) {
            hops.get(i).close();
        }
    }
}
