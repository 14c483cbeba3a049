package org.neronet.mum.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.neronet.mum.store.TestPlans.NOON;
import static org.neronet.mum.store.TestPlans.key;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonException;

class EntryJsonTest {
    private static NumberedEntry roundTrip(NumberedEntry entry) {
        return EntryJson.read(Json.parseObject(EntryJson.write(entry).toString()));
    }

    @Test
    void everyKindComesBackAsItWas() {
        var event = new Warned(key(1), NOON, "ä");
        for (var entry : List.of(
                new NumberedEntry(0, new Entry.Kept(TestPlans.plan(3), "/w/attempts/x")),
                new NumberedEntry(0, new Entry.Sending("0123456789abcdef", "/w/b", List.of(key(1), key(2)))),
                new NumberedEntry(0, new Entry.Sending("0123456789abcdef", "/w/b", List.of(key(1), key(2)), 2)),
                new NumberedEntry(0, new Entry.Returned("0123456789abcdef", List.of(key(2)))),
                new NumberedEntry(8, new Entry.Happened(event)),
                new NumberedEntry(9, new Entry.Reported(4, event)))) {
            assertThat(roundTrip(entry)).isEqualTo(entry);
        }
    }

    @Test
    void theFormIsStable() {
        var entry = new NumberedEntry(9, new Entry.Reported(4, new Warned(key(1), NOON, "hm")));

        assertThat(EntryJson.write(entry))
                .hasToString("{\"seq\":9,\"record\":4,\"event\":{\"type\":\"Warned\",\"at\":\"2026-05-04T12:00:00Z\","
                        + "\"key\":{\"home\":\"0123456789abcdef0123456789abcdef\",\"id\":1,\"attempt\":1},"
                        + "\"text\":\"hm\"}}");
    }

    @Test
    void whatIsNoEntryIsSaidToBeNone() {
        for (var text : List.of(
                "{}",
                "{\"seq\":1}",
                "{\"seq\":1,\"event\":{\"type\":\"Sung\"}}",
                "{\"sending\":\"x\",\"folder\":\"y\",\"attempts\":[{\"home\":\"x\",\"id\":0,\"attempt\":1}]}")) {
            assertThatThrownBy(() -> EntryJson.read(Json.parseObject(text))).isInstanceOf(JsonException.class);
        }
    }
}
