package org.neronet.mum.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;

/** Reads what a {@link CheckpointWriter} wrote, as a whole or not at all. Used once. */
final class CheckpointReader {
    /** Version of the form that this program writes, and the only one it reads. */
    static final int VERSION = 1;

    private final List<AttemptPlan> templates = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final Map<String, List<AttemptKey>> batches = new LinkedHashMap<>();
    private final SortedMap<Long, JournalPosition> index = new TreeMap<>();
    private JsonObject first = JsonObject.empty();
    private long lines;
    private boolean complete;

    /** @throws JsonException for one that is damaged, cut off, or of another version */
    Checkpoint read(SegmentReader reader) throws IOException {
        for (var line = reader.next(); line.isPresent(); line = reader.next()) {
            var bytes = line.get().bytes();
            take(JournalLine.decode(bytes, bytes.length).orElseThrow(() -> new JsonException("a line is damaged")));
        }
        if (!complete) {
            throw new JsonException("its end is missing");
        }
        return new Checkpoint(place(first), first.integer("head"), attempts, batches, index, cursors());
    }

    private void take(JsonObject line) {
        try {
            if (complete) {
                throw new JsonException("it goes on behind its end");
            }
            dispatch(line);
            lines++;
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new JsonException("a line cannot be understood: " + e.getMessage());
        }
    }

    private void dispatch(JsonObject line) {
        if (lines == 0) {
            begin(line);
        } else if (line.has("template")) {
            templates.add(AttemptPlan.fromJson(line.object("template")));
        } else if (line.has("plan")) {
            attempts.add(attempt(line));
        } else if (line.has("batch")) {
            batches.put(line.string("batch"), line.objects("attempts", AttemptKey::fromJson));
        } else if (line.has("places")) {
            line.objects("places", place -> index.put(place.integer("seq"), place(place)));
        } else {
            complete = line.integer("lines") == lines;
        }
    }

    private void begin(JsonObject line) {
        if (line.integer("checkpoint") != VERSION) {
            throw new JsonException("it has version " + line.integer("checkpoint") + ", not " + VERSION);
        }
        first = line;
    }

    private Attempt attempt(JsonObject line) {
        var plan = PlanTemplates.fill(
                templates.get(Math.toIntExact(line.integer("plan"))),
                AttemptKey.fromJson(line.object("key")),
                line.string("name"),
                line.strings("argv"),
                line.stringMap("environment"));
        var read = new HashMap<MetricSource, Long>();
        var offsets = line.object("read");
        offsets.asMap().keySet().forEach(source -> read.put(new MetricSource(source), offsets.integer(source)));
        return new Attempt(
                plan,
                line.string("folder"),
                StatusJson.read(line.object("status")),
                line.optionalString("sent"),
                Math.toIntExact(line.integer("line")),
                Math.toIntExact(line.optionalInteger("members").orElse(1L)),
                line.integer("last_record"),
                read,
                line.optionalInteger("after").orElse(0L));
    }

    private Map<String, Long> cursors() {
        var cursors = new HashMap<String, Long>();
        var said = first.object("cursors");
        said.asMap().keySet().forEach(home -> cursors.put(home, said.integer(home)));
        return cursors;
    }

    private static JournalPosition place(JsonObject json) {
        return new JournalPosition(Math.toIntExact(json.integer("segment")), json.integer("offset"));
    }
}
