package org.neronet.mum.store;

import java.util.List;
import org.neronet.common.event.EventJson;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;
import org.neronet.mum.store.Entry.Happened;
import org.neronet.mum.store.Entry.Kept;
import org.neronet.mum.store.Entry.Reported;
import org.neronet.mum.store.Entry.Returned;
import org.neronet.mum.store.Entry.Sending;

/** The stable JSON form of journal entries. */
final class EntryJson {
    private EntryJson() {}

    static JsonObject write(NumberedEntry numbered) {
        var entry = numbered.entry();
        if (entry instanceof Kept e) {
            return JsonObject.of("kept", e.plan().toJson()).with("folder", e.folder());
        } else if (entry instanceof Sending e) {
            var json = JsonObject.of("sending", e.token())
                    .with("folder", e.folder())
                    .with("attempts", keys(e.attempts()));
            return e.members() > 1 ? json.with("members", e.members()) : json;
        } else if (entry instanceof Returned e) {
            return JsonObject.of("returned", e.token()).with("attempts", keys(e.attempts()));
        } else if (entry instanceof Reported e) {
            return JsonObject.of("seq", numbered.seq())
                    .with("record", e.number())
                    .with("event", EventJson.write(e.event()));
        }
        return JsonObject.of("seq", numbered.seq()).with("event", EventJson.write(((Happened) entry).event()));
    }

    private static List<JsonObject> keys(List<AttemptKey> attempts) {
        return attempts.stream().map(AttemptKey::toJson).toList();
    }

    /** @throws JsonException for an entry that this version does not know */
    static NumberedEntry read(JsonObject json) {
        try {
            return new NumberedEntry(json.optionalInteger("seq").orElse(0L), entry(json));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new JsonException("not a journal entry: " + e.getMessage());
        }
    }

    private static Entry entry(JsonObject json) {
        if (json.has("kept")) {
            return new Kept(AttemptPlan.fromJson(json.object("kept")), json.string("folder"));
        } else if (json.has("sending")) {
            return new Sending(
                    json.string("sending"),
                    json.string("folder"),
                    json.objects("attempts", AttemptKey::fromJson),
                    Math.toIntExact(json.optionalInteger("members").orElse(1L)));
        } else if (json.has("returned")) {
            return new Returned(json.string("returned"), json.objects("attempts", AttemptKey::fromJson));
        }
        var event = EventJson.read(json.object("event"));
        return json.optionalInteger("record")
                .<Entry>map(number -> new Reported(number, event))
                .orElseGet(() -> new Happened(event));
    }
}
