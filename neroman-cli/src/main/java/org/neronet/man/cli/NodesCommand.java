package org.neronet.man.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.common.wire.ClusterNodes;
import org.neronet.common.wire.ClusterNodes.Disk;
import org.neronet.common.wire.ClusterNodes.Node;
import org.neronet.common.wire.ClusterNodes.Partition;
import org.neronet.man.config.Cluster;
import org.neronet.man.report.Numbers;
import org.neronet.man.report.Printable;
import org.neronet.man.report.StatusJson;
import org.neronet.man.report.TextTable;
import org.neronet.man.service.NodesReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a cluster's partitions, nodes and disks. */
@Command(
        name = "neroman nodes",
        header = "Show a cluster's partitions, nodes and disks.",
        description = "Asks the scheduler once: sinfo, qhost, or the machine itself.")
final class NodesCommand implements Verb {
    @Parameters(arity = "0..1", paramLabel = "CLUSTER", description = "as neroman cluster list shows it (local)")
    private String cluster = Cluster.LOCAL;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var report = session.service().nodes(cluster);
        var terminal = session.terminal();
        if (json) {
            var document = new LinkedHashMap<String, Object>();
            document.put("schema", StatusJson.SCHEMA);
            document.put("cluster", report.cluster());
            document.put("queue", report.queue());
            document.put("host", report.host());
            document.put("running", report.running());
            document.put("waiting", report.waiting());
            document.putAll(report.nodes().toJson().asMap());
            terminal.print(Json.write(document));
            return ExitCode.OK;
        }
        terminal.print(Printable.line(head(report)));
        print(terminal, partitions(report.nodes()), report.nodes().partitions().size());
        print(terminal, nodes(report.nodes()), report.nodes().nodes().size());
        print(terminal, disks(report.nodes()), report.nodes().disks().size());
        return ExitCode.OK;
    }

    private static String head(NodesReport report) {
        return report.cluster() + ": queue " + report.queue() + ", asked from " + report.host() + "; "
                + report.running() + " of your experiments running, " + report.waiting() + " waiting";
    }

    private static void print(Terminal terminal, TextTable table, int rows) {
        if (rows > 0) {
            terminal.print("");
            terminal.print(table.lines(terminal.width()));
        }
    }

    private static TextTable partitions(ClusterNodes cluster) {
        var table = new TextTable(List.of("PARTITION", "STATE", ">LIMIT", ">NODES", ">CPUS", ">FREE CPUS"));
        for (Partition each : cluster.partitions()) {
            table.add(List.of(
                    each.name() + (each.usual() ? "*" : ""),
                    each.state(),
                    each.timeLimit().orElse(""),
                    "" + each.nodes(),
                    "" + each.cpus(),
                    number(each.freeCpus())));
        }
        return table;
    }

    private static TextTable nodes(ClusterNodes cluster) {
        var table = new TextTable(List.of(
                "NODE",
                "STATE",
                ">CPUS",
                ">FREE CPUS",
                ">LOAD",
                ">MEMORY",
                ">FREE MEMORY",
                ">GPUS",
                ">FREE GPUS",
                "PARTITIONS"));
        for (Node each : cluster.nodes()) {
            table.add(List.of(
                    each.name(),
                    each.state(),
                    "" + each.cpus(),
                    number(each.freeCpus()),
                    each.load().orElse(""),
                    bytes(each.memoryBytes()),
                    bytes(each.freeMemoryBytes()),
                    each.gpus() == 0 ? "" : "" + each.gpus(),
                    number(each.freeGpus()),
                    String.join(",", each.partitions())));
        }
        return table;
    }

    private static TextTable disks(ClusterNodes cluster) {
        var table = new TextTable(List.of("DISK", ">SIZE", ">FREE"));
        for (Disk each : cluster.disks()) {
            table.add(List.of(each.path(), Numbers.bytes(each.totalBytes()), Numbers.bytes(each.freeBytes())));
        }
        return table;
    }

    private static String number(Optional<Long> value) {
        return value.map(String::valueOf).orElse("");
    }

    private static String bytes(Optional<Long> value) {
        return value.map(Numbers::bytes).orElse("");
    }
}
