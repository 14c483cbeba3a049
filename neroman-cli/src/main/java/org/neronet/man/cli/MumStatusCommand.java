package org.neronet.man.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.man.config.Cluster;
import org.neronet.man.report.MumText;
import org.neronet.man.report.Printable;
import org.neronet.man.report.StatusJson;
import org.neronet.man.service.MumReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how the daemon on a cluster is. */
@Command(
        name = "neroman mum status",
        header = "Show how the daemon on a cluster is.",
        description = "It is started when it does not run.")
final class MumStatusCommand implements Verb {
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
        var report = session.service().mumStatus(cluster);
        var terminal = session.terminal();
        if (json) {
            terminal.print(Json.write(json(report)));
            return ExitCode.OK;
        }
        terminal.print(new MumText(session.zone()).lines(report.cluster(), report.mum(), report.status()));
        report.status().strings("warnings").forEach(text -> terminal.say("warning: " + Printable.line(text)));
        return ExitCode.OK;
    }

    private static Map<String, Object> json(MumReport report) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", StatusJson.SCHEMA);
        json.putAll(fields(report));
        for (var name : List.of("states", "lease")) {
            report.status().optionalObject(name).ifPresent(value -> json.put(name, value.asMap()));
        }
        json.put("warnings", report.status().strings("warnings"));
        return json;
    }

    /** Who she is, then her own figures as she names them. */
    private static Map<String, Object> fields(MumReport report) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("cluster", report.cluster());
        fields.put("queue", report.mum().queue());
        fields.put("host", report.mum().host());
        fields.put("pid", report.mum().pid());
        fields.put("started_at", report.mum().startedAt());
        fields.put("workdir", report.mum().workdir());
        fields.put("mum_id", report.mum().mumId());
        fields.put("sha", report.mum().sha());
        for (var name : List.of("version", "scheduler_answered_at")) {
            report.status().optionalString(name).ifPresent(value -> fields.put(name, value));
        }
        report.status().asMap().forEach((name, value) -> {
            if (value instanceof Number && !name.equals("id")) { // The request's own number is no figure of hers.
                fields.putIfAbsent(name, value);
            }
        });
        return fields;
    }
}
