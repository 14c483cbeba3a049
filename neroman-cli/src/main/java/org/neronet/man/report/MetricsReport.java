package org.neronet.man.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.event.MetricSource;
import org.neronet.man.history.MetricPoint;

/**
 * Metrics with all their values: of one attempt, or of it and those that it goes on from.
 *
 * @param series by name, in the order asked for
 */
public record MetricsReport(long id, int attempt, Map<String, List<MetricPoint>> series) {
    /** {@code metric,step,value,time} lines under a heading. */
    public List<String> csv() {
        var lines = new ArrayList<>(List.of("metric,step,value,time"));
        series.forEach((name, points) -> points.forEach(point -> lines.add(String.join(
                ",",
                quoted(name),
                Numbers.exact(point.step()).toString(),
                Double.toString(point.value()),
                point.at().toString()))));
        return lines;
    }

    /** The stable JSON form, as plain values. */
    public Map<String, Object> json() {
        var metrics = new LinkedHashMap<String, Object>();
        series.forEach((name, points) ->
                metrics.put(name, points.stream().map(MetricsReport::point).toList()));
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", StatusJson.SCHEMA);
        json.put("id", id);
        json.put("attempt", attempt);
        json.put("metrics", metrics);
        return json;
    }

    private static Map<String, Object> point(MetricPoint point) {
        var json = new LinkedHashMap<String, Object>();
        json.put("step", Numbers.exact(point.step()));
        json.put("value", point.value());
        json.put("at", point.at());
        json.put("stream", point.source().name());
        json.put("attempt", point.attempt());
        return json;
    }

    /** A table with one line per value. */
    public List<String> table(int width) {
        var table = new TextTable(List.of("METRIC", ">STEP", ">VALUE", "STREAM"));
        series.forEach((name, points) -> points.forEach(point -> table.add(List.of(
                name,
                Numbers.exact(point.step()).toString(),
                Double.toString(point.value()),
                point.source().equals(MetricSource.STDOUT) ? "" : point.source().name()))));
        return table.lines(width);
    }

    private static String quoted(String text) {
        var safe = Printable.line(text);
        return safe.matches("[^\",;]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
