package org.neronet.common.wire;

import java.util.List;
import org.neronet.common.json.JsonObject;

/**
 * Where mum listens for kids now; a 0600 file on the shared disk that kids read again before each try.
 *
 * @param addresses numeric addresses, best first
 * @param epoch counts mum's starts on this queue; the higher one is right
 */
public record Endpoint(List<String> addresses, int port, long epoch) {
    public Endpoint {
        addresses = List.copyOf(addresses);
    }

    public JsonObject toJson() {
        return JsonObject.of("addresses", addresses).with("port", port).with("epoch", epoch);
    }

    public static Endpoint fromJson(JsonObject json) {
        return new Endpoint(json.strings("addresses"), Math.toIntExact(json.integer("port")), json.integer("epoch"));
    }
}
