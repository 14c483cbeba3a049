package org.neronet.common.wire;

import org.neronet.common.event.Event;
import org.neronet.common.event.EventJson;
import org.neronet.common.json.JsonObject;

/**
 * An event with its place in one mum's journal.
 *
 * @param seq counts all events of that mum from 1, without gaps
 */
public record SequencedEvent(long seq, Event event) {
    public JsonObject toJson() {
        return JsonObject.of("seq", seq).with("event", EventJson.write(event));
    }

    public static SequencedEvent fromJson(JsonObject json) {
        return new SequencedEvent(json.integer("seq"), EventJson.read(json.object("event")));
    }
}
