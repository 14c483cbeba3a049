package org.neronet.mum.gate;

import java.io.IOException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;

/** Answers one kind of request; many at once, so it holds no state of its own. */
public interface RequestHandler {
    Call call();

    /**
     * Does it and gives the fields of the reply.
     *
     * @param in bytes that come with the request
     * @param out takes bytes that go before the reply
     * @throws org.neronet.common.fault.NeronetException what neroman shall tell the user
     */
    JsonObject handle(Request request, ChunkSource in, ChunkSink out) throws IOException, InterruptedException;
}
