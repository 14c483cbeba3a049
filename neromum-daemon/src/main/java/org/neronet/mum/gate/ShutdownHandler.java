package org.neronet.mum.gate;

import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;

/** Lets mum leave; jobs go on. */
public final class ShutdownHandler implements RequestHandler {
    private final Runnable leave;
    private final Runnable forGood;

    /** One that nothing starts again. */
    public ShutdownHandler(Runnable leave) {
        this(leave, () -> {});
    }

    /**
     * @param leave asks the daemon to end and returns at once, so that the reply still gets through
     * @param forGood sees to it that nothing but a neroman starts her again
     */
    public ShutdownHandler(Runnable leave, Runnable forGood) {
        this.leave = leave;
        this.forGood = forGood;
    }

    @Override
    public Call call() {
        return Call.SHUTDOWN;
    }

    @Override
    public JsonObject handle(Request request, ChunkSource in, ChunkSink out) {
        if (request.fields().has("for_good")) {
            forGood.run();
        }
        leave.run();
        return JsonObject.empty();
    }
}
