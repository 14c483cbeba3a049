package org.neronet.man.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stable JSON form of differences, schema 1. */
public final class DiffJson {
    private DiffJson() {}

    public static Map<String, Object> of(DiffReport report) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", StatusJson.SCHEMA);
        json.put("before", report.before());
        json.put("after", report.after());
        json.put("same", report.isSame());
        json.put("parameters", differences(report.parameters()));
        json.put("definition", differences(report.definition()));
        json.put("files", report.code().stream().map(DiffJson::change).toList());
        json.put("files_unknown", report.codeUnknown().isEmpty() ? null : report.codeUnknown());
        json.put("environment", differences(report.environment()));
        json.put("results", differences(report.results()));
        return json;
    }

    private static Map<String, Object> differences(List<Difference> differences) {
        var json = new LinkedHashMap<String, Object>();
        for (var each : differences) {
            var sides = new LinkedHashMap<String, Object>();
            sides.put("before", each.before().orElse(null));
            sides.put("after", each.after().orElse(null));
            json.put(each.what(), sides);
        }
        return json;
    }

    private static Map<String, Object> change(FileChange change) {
        var json = new LinkedHashMap<String, Object>();
        json.put("path", change.path());
        json.put("change", change.kind().word());
        json.put("bytes_before", change.before());
        json.put("bytes_after", change.after());
        json.put("diff", change.lines());
        return json;
    }
}
