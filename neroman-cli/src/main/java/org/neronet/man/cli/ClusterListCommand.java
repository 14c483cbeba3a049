package org.neronet.man.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.man.config.Cluster;
import org.neronet.man.config.Clusters;
import org.neronet.man.report.StatusJson;
import org.neronet.man.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the known clusters. */
@Command(name = "neroman cluster list", header = "Show the known clusters and groups of them.")
final class ClusterListCommand implements Verb {
    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var clusters = session.service().clusters();
        var terminal = session.terminal();
        if (json) {
            terminal.print(Json.write(json(clusters)));
            return ExitCode.OK;
        }
        var table = new TextTable(List.of("NAME", "TYPE", "ADDRESS", "WORKDIR", ""));
        clusters.byName()
                .values()
                .forEach(cluster -> table.add(List.of(
                        cluster.name(),
                        cluster.type(),
                        cluster.sshAddress().orElse("this machine"),
                        cluster.settings().workdir().orElse(""),
                        isDefault(cluster.name(), clusters) ? "default" : "")));
        clusters.groups()
                .forEach((name, members) -> table.add(List.of(
                        name, "group", String.join(", ", members), "", isDefault(name, clusters) ? "default" : "")));
        terminal.print(table.lines(terminal.width()));
        return ExitCode.OK;
    }

    private static Map<String, Object> json(Clusters clusters) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", StatusJson.SCHEMA);
        json.put(
                "clusters",
                clusters.byName().values().stream().map(c -> json(c, clusters)).toList());
        json.put(
                "groups",
                clusters.groups().keySet().stream()
                        .map(name -> group(name, clusters))
                        .toList());
        return json;
    }

    private static Map<String, Object> group(String name, Clusters clusters) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", name);
        json.put("clusters", clusters.groups().get(name));
        json.put("default", isDefault(name, clusters));
        return json;
    }

    private static Map<String, Object> json(Cluster cluster, Clusters clusters) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", cluster.name());
        json.put("type", cluster.type());
        json.put("ssh_address", cluster.sshAddress().orElse(null));
        json.put("workdir", cluster.settings().workdir().orElse(null));
        json.put("default", isDefault(cluster.name(), clusters));
        return json;
    }

    private static boolean isDefault(String name, Clusters clusters) {
        return clusters.defaultCluster().filter(name::equals).isPresent();
    }
}
