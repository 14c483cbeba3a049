package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.common.wire.ClusterNodes;
import org.neronet.common.wire.ClusterNodes.Node;

/** This host as the one node of a direct queue. */
final class HostNode {
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d{1,15}) kB");

    private HostNode() {}

    static ClusterNodes of(WardenTools tools) throws IOException {
        var shared = DirectNode.of(tools.settings(), tools.environment());
        var node = new Node(
                HostName.here(),
                List.of(),
                "up",
                shared.cpus(),
                Optional.empty(),
                text("/proc/loadavg").map(line -> line.split(" ")[0]),
                shared.memoryBytes(),
                text("/proc/meminfo").flatMap(HostNode::available),
                shared.gpus().size(),
                Optional.empty());
        return new ClusterNodes(List.of(), List.of(node), List.of());
    }

    /** @param meminfo the text of {@code /proc/meminfo} */
    static Optional<Long> available(String meminfo) {
        var found = AVAILABLE.matcher(meminfo);
        return found.find() ? Optional.of(Long.parseLong(found.group(1)) * 1024) : Optional.empty();
    }

    private static Optional<String> text(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)));
        } catch (IOException e) {
            // Not every system has it, and the rest is told without it.
            return Optional.empty();
        }
    }
}
