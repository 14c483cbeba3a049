package org.neronet.man.report;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.neronet.common.json.JsonObject;
import org.neronet.man.link.MumHello;

/** How a daemon is, for people: a line for each thing, with what they read times and sizes in. */
public final class MumText {
    /** Figures that are told in words of their own; the rest stands as it comes, for a newer mum knows more. */
    private static final Set<String> TOLD = Set.of(
            "id",
            "pid",
            "live",
            "running",
            "queued",
            "slots",
            "kids",
            "heap_bytes",
            "journal_bytes",
            "head",
            "scheduler_calls_last_minute");

    private final Times times;

    public MumText(ZoneId zone) {
        this.times = new Times(zone);
    }

    /** @param status as she says it herself */
    public List<String> lines(String cluster, MumHello mum, JsonObject status) {
        var rows = new LinkedHashMap<String, String>();
        rows.put("cluster", cluster + ", queue " + mum.queue());
        rows.put("runs on", mum.host() + ", process " + mum.pid() + ", since " + times.text(mum.startedAt()));
        rows.put(
                "version",
                status.optionalString("version").map(it -> it + ", ").orElse("") + "jar "
                        + mum.sha().substring(0, Math.min(12, mum.sha().length())));
        rows.put("workdir", mum.workdir());
        rows.put("experiments", experiments(status));
        rows.put("programs", status.optionalInteger("kids").orElse(0L) + " connected");
        rows.put("scheduler", scheduler(status));
        rows.put("journal", journal(status));
        status.optionalInteger("heap_bytes").ifPresent(bytes -> rows.put("memory", Numbers.bytes(bytes) + " of heap"));
        status.optionalObject("lease").ifPresent(lease -> rows.put("lease", lease(lease)));
        rows.putAll(others(status));
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        return rows.entrySet().stream()
                .map(row -> Printable.line(String.format("%-" + width + "s  %s", row.getKey(), row.getValue())))
                .toList();
    }

    /** {@code 12 running, 3 queued; places for 16}. */
    private static String experiments(JsonObject status) {
        var parts = new ArrayList<String>();
        status.optionalObject("states")
                .map(JsonObject::asMap)
                .orElse(Map.of())
                .forEach((state, count) -> parts.add(count + " " + state));
        var text = parts.isEmpty() ? "none live" : String.join(", ", parts);
        return text
                + status.optionalInteger("slots")
                        .map(slots -> "; places for " + slots)
                        .orElse("");
    }

    private String scheduler(JsonObject status) {
        var calls = status.optionalInteger("scheduler_calls_last_minute").orElse(0L) + " calls in the last minute";
        return calls
                + status.optionalInstant("scheduler_answered_at")
                        .map(at -> ", answered last " + times.text(at))
                        .orElse("");
    }

    private static String journal(JsonObject status) {
        return Numbers.bytes(status.optionalInteger("journal_bytes").orElse(0L)) + ", "
                + status.optionalInteger("head").orElse(0L) + " events so far";
    }

    private String lease(JsonObject lease) {
        var parts = new ArrayList<String>();
        lease.optionalString("host").ifPresent(parts::add);
        lease.optionalInteger("epoch").ifPresent(epoch -> parts.add("epoch " + epoch));
        lease.optionalInstant("renewed_at").ifPresent(at -> parts.add("renewed " + times.text(at)));
        return String.join(", ", parts);
    }

    private static Map<String, String> others(JsonObject status) {
        return status.asMap().entrySet().stream()
                .filter(field -> field.getValue() instanceof Number && !TOLD.contains(field.getKey()))
                .collect(Collectors.toMap(
                        field -> field.getKey().replace('_', ' '),
                        field -> String.valueOf(field.getValue()),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }
}
