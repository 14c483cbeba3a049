package org.neronet.common.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.neronet.common.event.Event;
import org.neronet.common.event.EventJson;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;

/** What kid and mum say to each other about one attempt, once they trust each other. */
public sealed interface KidMessage {
    /** Kid: the parent's start file; first on each connection, then every 20 s as a sign of life. */
    record Start(String file) implements KidMessage {}

    /**
     * Kid: something to keep.
     *
     * @param number counts this attempt's records from 1 without gaps; mum stores each number once
     */
    record Record(long number, Event event) implements KidMessage {}

    /** Kid: output bytes; mum writes them at their offset, so doing it twice is harmless. */
    record LogBytes(OutputStreamName stream, long offset, byte[] bytes) implements KidMessage {}

    /** Kid: the parent's exit file, after everything else, with the final sizes of the two streams. */
    record Exit(String file, long stdoutSize, long stderrSize) implements KidMessage {}

    /** Mum, first and then after each fsync: what she has on disk, so what the kid need not keep. */
    record Stored(long lastNumber, long stdoutOffset, long stderrOffset) implements KidMessage {}

    /** Mum: she has everything of this attempt; the kid forgets it. */
    record Goodbye() implements KidMessage {}

    /**
     * Mum: end the program as this rule says, as if the kid's own rules had fired. It may come again over the next
     * connection; a kid acts once. Only kids that say so in their hello are told.
     *
     * @param fired one whose action ends the program
     */
    record Order(Event.RuleFired fired) implements KidMessage {
        public Order {
            if (!fired.ends()) {
                throw new IllegalArgumentException("an order that ends nothing: " + fired.action());
            }
        }
    }

    static byte[] write(KidMessage message) {
        return json(message).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject json(KidMessage message) {
        if (message instanceof Start m) {
            return JsonObject.of("start", m.file());
        } else if (message instanceof Record m) {
            return JsonObject.of("record", m.number()).with("event", EventJson.write(m.event()));
        } else if (message instanceof LogBytes m) {
            return JsonObject.of("log", m.stream().file())
                    .with("offset", m.offset())
                    .with("bytes", Base64.getEncoder().encodeToString(m.bytes()));
        } else if (message instanceof Exit m) {
            return JsonObject.of("exit", m.file())
                    .with("stdout", m.stdoutSize())
                    .with("stderr", m.stderrSize());
        } else if (message instanceof Stored m) {
            return JsonObject.of("stored", m.lastNumber())
                    .with("stdout", m.stdoutOffset())
                    .with("stderr", m.stderrOffset());
        } else if (message instanceof Order m) {
            return JsonObject.of("order", EventJson.write(m.fired()));
        }
        return JsonObject.of("goodbye", true);
    }

    /** @throws IOException for anything that is not a message of this version */
    static KidMessage read(byte[] bytes) throws IOException {
        try {
            var json = Json.parseObject(new String(bytes, StandardCharsets.UTF_8));
            if (json.has("start")) {
                return new Start(json.string("start"));
            } else if (json.has("record")) {
                return new Record(json.integer("record"), EventJson.read(json.object("event")));
            } else if (json.has("log")) {
                return new LogBytes(
                        OutputStreamName.of(json.string("log")),
                        json.integer("offset"),
                        Base64.getDecoder().decode(json.string("bytes")));
            } else if (json.has("exit")) {
                return new Exit(json.string("exit"), json.integer("stdout"), json.integer("stderr"));
            } else if (json.has("stored")) {
                return new Stored(json.integer("stored"), json.integer("stdout"), json.integer("stderr"));
            } else if (json.has("goodbye")) {
                return new Goodbye();
            } else if (json.has("order") && EventJson.read(json.object("order")) instanceof Event.RuleFired fired) {
                return new Order(fired);
            }
            throw new IOException("unknown message");
        } catch (JsonException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException("not a message of this protocol: " + e.getMessage(), e);
        }
    }
}
