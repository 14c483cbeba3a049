package org.neronet.mum.warden;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;
import org.neronet.common.process.CommandRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the address of this host that faces the compute nodes, by asking the kernel for the route; sends nothing. */
record KidRoute(CommandRunner runner, List<String> question) {
    private static final Logger LOG = LoggerFactory.getLogger(KidRoute.class);
    private static final int ANY_PORT = 9;
    private static final int NODES_TRIED = 5;

    /** Slurm's nodes. */
    KidRoute(CommandRunner runner) {
        this(runner, List.of("sinfo", "-h", "-N", "-o", "%o"));
    }

    /** Empty when no node's address can be found. */
    List<String> addresses() throws InterruptedException {
        return nodes().stream()
                .limit(NODES_TRIED)
                .flatMap(node -> towards(node).stream())
                .limit(1)
                .toList();
    }

    private List<String> nodes() throws InterruptedException {
        try {
            var result = runner.run(question, SlurmQueue.QUESTION);
            return result.succeeded()
                    ? result.out()
                            .lines()
                            .map(String::strip)
                            .filter(n -> !n.isEmpty())
                            .distinct()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            LOG.warn("{} cannot be run, so kids will not reach mum", question.get(0), e);
            return List.of();
        }
    }

    private static Optional<String> towards(String node) {
        try (var channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(InetAddress.getByName(node), ANY_PORT));
            var address = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
            return address.isAnyLocalAddress() ? Optional.empty() : Optional.of(numeric(address));
        } catch (UnknownHostException e) {
            LOG.info("node {} has no known address", node);
        } catch (IOException | RuntimeException e) {
            LOG.info("no route to node {}: {}", node, e.toString());
        }
        return Optional.empty();
    }

    private static String numeric(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }
}
