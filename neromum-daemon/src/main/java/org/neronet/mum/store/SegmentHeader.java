package org.neronet.mum.store;

import java.util.Map;
import java.util.TreeMap;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;

/**
 * The first line of a segment.
 *
 * @param ends bytes that count in earlier segments whose disk failed: what stands behind was never promised to anyone
 * @param dropped of a compacted one: up to which event values of each home may have been left out
 */
record SegmentHeader(Map<Integer, Long> ends, Map<String, Long> dropped) {
    /** Version of the journal's form that this program writes, and the newest it reads. */
    static final int VERSION = 1;

    SegmentHeader {
        ends = Map.copyOf(ends);
        dropped = Map.copyOf(dropped);
    }

    static boolean isHeader(JsonObject line) {
        return line.has("journal");
    }

    JsonObject toJson() {
        var json = JsonObject.empty();
        for (var end : new TreeMap<>(ends).entrySet()) {
            json = json.with(end.getKey().toString(), end.getValue());
        }
        json = JsonObject.of("journal", VERSION).with("ends", json);
        return dropped.isEmpty() ? json : json.with("dropped", JsonObject.ofMap(dropped));
    }

    /** @throws NeronetException (refused) for a journal of a newer version */
    static SegmentHeader fromJson(JsonObject json, String place) {
        if (json.integer("journal") > VERSION) {
            throw new NeronetException(
                    ExitCode.REFUSED,
                    place + " was written by a newer neromum (journal version " + json.integer("journal")
                            + ", this one reads up to " + VERSION + ")",
                    "update neroman on the machine you typed this on");
        }
        var ends = new TreeMap<Integer, Long>();
        var said = json.object("ends");
        said.asMap().keySet().forEach(segment -> ends.put(Integer.valueOf(segment), said.integer(segment)));
        var dropped = new TreeMap<String, Long>();
        json.optionalObject("dropped")
                .ifPresent(homes -> homes.asMap().keySet().forEach(home -> dropped.put(home, homes.integer(home))));
        return new SegmentHeader(ends, dropped);
    }
}
