package org.neronet.mum.warden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.common.wire.ClusterNodes;
import org.neronet.common.wire.ClusterNodes.Node;
import org.neronet.common.wire.ClusterNodes.Partition;

/** Slurm's nodes and partitions, from one {@code sinfo}. */
final class SlurmNodes {
    private static final long MEBIBYTE = 1L << 20;
    private static final Pattern GPUS = Pattern.compile("gpu:(?:[^:,()]+:)?(\\d{1,6})");
    /** Columns of fixed width, because any sign may stand in a name. */
    private static final Map<String, Integer> WIDTHS = widths();

    private SlurmNodes() {}

    private static Map<String, Integer> widths() {
        var widths = new LinkedHashMap<String, Integer>();
        widths.put("NodeList", 128);
        widths.put("Partition", 64);
        widths.put("StateLong", 32);
        widths.put("CPUsState", 40);
        widths.put("CPUsLoad", 16);
        widths.put("Memory", 16);
        widths.put("FreeMem", 16);
        widths.put("Gres", 256);
        widths.put("GresUsed", 256);
        widths.put("Time", 32);
        widths.put("Available", 16);
        return widths;
    }

    static ClusterNodes ask(WardenTools tools) throws InterruptedException {
        var columns = WIDTHS.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .toList();
        return parse(NodeQuestion.ask(List.of("sinfo", "-h", "-N", "-O", String.join(",", columns)), tools));
    }

    static ClusterNodes parse(String sinfo) {
        var nodes = new LinkedHashMap<String, Node>();
        var partitions = new LinkedHashMap<String, Partition>();
        for (var line : sinfo.lines().toList()) {
            var row = row(line);
            if (row.get("CPUsState").matches("\\d+/\\d+/\\d+/\\d+")) {
                nodes.merge(row.get("NodeList"), node(row), SlurmNodes::inBoth);
                partitions.merge(row.get("Partition"), partition(row), SlurmNodes::together);
            }
        }
        return new ClusterNodes(List.copyOf(partitions.values()), List.copyOf(nodes.values()), List.of());
    }

    private static Map<String, String> row(String line) {
        var row = new LinkedHashMap<String, String>();
        int at = 0;
        for (var column : WIDTHS.entrySet()) {
            int end = Math.min(line.length(), at + column.getValue());
            row.put(column.getKey(), line.substring(Math.min(at, end), end).strip());
            at += column.getValue();
        }
        return row;
    }

    /** Allocated, idle, other, all. */
    private static long cpus(Map<String, String> row, int place) {
        return Long.parseLong(row.get("CPUsState").split("/")[place]);
    }

    private static Node node(Map<String, String> row) {
        long gpus = gpus(row.get("Gres"));
        return new Node(
                row.get("NodeList"),
                List.of(name(row)),
                row.get("StateLong"),
                cpus(row, 3),
                Optional.of(cpus(row, 1)),
                Optional.of(row.get("CPUsLoad")).filter(load -> load.matches("[0-9.]+")),
                mebibytes(row.get("Memory")),
                mebibytes(row.get("FreeMem")),
                gpus,
                gpus == 0 ? Optional.empty() : Optional.of(Math.max(0, gpus - gpus(row.get("GresUsed")))));
    }

    private static long gpus(String gres) {
        return GPUS.matcher(gres)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private static Optional<Long> mebibytes(String text) {
        return text.matches("\\d{1,12}") ? Optional.of(Long.parseLong(text) * MEBIBYTE) : Optional.empty();
    }

    private static Node inBoth(Node one, Node other) {
        var partitions = new ArrayList<>(one.partitions());
        partitions.addAll(other.partitions());
        return new Node(
                one.name(),
                partitions,
                one.state(),
                one.cpus(),
                one.freeCpus(),
                one.load(),
                one.memoryBytes(),
                one.freeMemoryBytes(),
                one.gpus(),
                one.freeGpus());
    }

    private static String name(Map<String, String> row) {
        return row.get("Partition").replaceFirst("\\*$", "");
    }

    private static Partition partition(Map<String, String> row) {
        return new Partition(
                name(row),
                row.get("Partition").endsWith("*"),
                row.get("Available"),
                Optional.of(row.get("Time")).filter(limit -> !limit.isEmpty()),
                1,
                cpus(row, 3),
                Optional.of(cpus(row, 1)));
    }

    private static Partition together(Partition one, Partition other) {
        return new Partition(
                one.name(),
                one.usual(),
                one.state(),
                one.timeLimit(),
                one.nodes() + other.nodes(),
                one.cpus() + other.cpus(),
                Optional.of(one.freeCpus().orElse(0L) + other.freeCpus().orElse(0L)));
    }
}
