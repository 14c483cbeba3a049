package org.neronet.mum.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.json.JsonObject;

/** Writes a {@link Checkpoint} as lines with a checksum each, the last of which says how many there are. Used once. */
final class CheckpointWriter {
    private static final int CHUNK = 1 << 20;
    private static final int PLACES_A_LINE = 1000;

    private final SegmentWriter file;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private final Map<AttemptPlan, Integer> templates = new HashMap<>();
    private long lines;
    private long bytes;

    CheckpointWriter(SegmentWriter file) {
        this.file = file;
    }

    /** @return bytes written */
    long write(Checkpoint checkpoint) throws IOException {
        line(JsonObject.of("checkpoint", CheckpointReader.VERSION)
                .with("segment", checkpoint.at().segment())
                .with("offset", checkpoint.at().offset())
                .with("head", checkpoint.head())
                .with("cursors", JsonObject.ofMap(checkpoint.cursors())));
        for (var attempt : checkpoint.attempts()) {
            line(attempt(attempt, template(attempt.plan())));
        }
        for (var batch : checkpoint.batches().entrySet()) {
            var keys = batch.getValue().stream().map(AttemptKey::toJson).toList();
            line(JsonObject.of("batch", batch.getKey()).with("attempts", keys));
        }
        places(checkpoint);
        line(JsonObject.of("lines", lines));
        flush();
        return bytes;
    }

    private int template(AttemptPlan plan) throws IOException {
        var template = PlanTemplates.of(plan);
        var known = templates.get(template);
        if (known != null) {
            return known;
        }
        templates.put(template, templates.size());
        line(JsonObject.of("template", template.toJson()));
        return templates.size() - 1;
    }

    private static JsonObject attempt(Attempt attempt, int template) {
        var read = new HashMap<String, Object>();
        attempt.read().forEach((source, offset) -> read.put(source.name(), offset));
        return JsonObject.of("plan", template)
                .with("key", attempt.key().toJson())
                .with("name", attempt.plan().name())
                .with("argv", attempt.plan().argv())
                .with("environment", attempt.plan().environment())
                .with("folder", attempt.folderPath())
                .with("status", StatusJson.write(attempt.status()))
                .with("sent", attempt.batch())
                .with("line", attempt.line())
                .with("members", attempt.members())
                .with("last_record", attempt.lastRecord())
                .with("read", JsonObject.ofMap(read))
                .with("after", attempt.after());
    }

    private void places(Checkpoint checkpoint) throws IOException {
        var all = List.copyOf(checkpoint.index().entrySet());
        for (int from = 0; from < all.size(); from += PLACES_A_LINE) {
            var some = all.subList(from, Math.min(all.size(), from + PLACES_A_LINE));
            line(JsonObject.of(
                    "places",
                    some.stream()
                            .map(place -> JsonObject.of("seq", place.getKey())
                                    .with("segment", place.getValue().segment())
                                    .with("offset", place.getValue().offset()))
                            .toList()));
        }
    }

    private void line(JsonObject json) throws IOException {
        waiting.writeBytes(JournalLine.encode(json));
        lines++;
        if (waiting.size() >= CHUNK) {
            flush();
        }
    }

    private void flush() throws IOException {
        file.append(waiting.toByteArray());
        bytes += waiting.size();
        waiting.reset();
    }
}
