package org.neronet.mum.gate;

import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;

/** Lets mum leave; jobs go on. */
public final class ShutdownHandler implements RequestHandler {
    private final Runnable leave;

    /** @param leave asks the daemon to end and returns at once, so that the reply still gets through */
    public ShutdownHandler(Runnable leave) {
        this.leave = leave;
    }

    @Override
    public Call call() {
        return Call.SHUTDOWN;
    }

    @Override
    public JsonObject handle(Request request, ChunkSource in, ChunkSink out) {
        leave.run();
        return JsonObject.empty();
    }
}
