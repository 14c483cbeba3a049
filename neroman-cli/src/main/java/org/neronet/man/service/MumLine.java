package org.neronet.man.service;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.man.link.MumHello;
import org.neronet.man.submit.MumDoor;

/** An open conversation with the mum of one cluster; many threads may ask at once. */
public interface MumLine extends MumDoor, AutoCloseable {
    /** Who she is. */
    MumHello hello();

    /** Whether the conversation still stands, as far as is known here. */
    boolean isOpen();

    /**
     * Asks for bytes, which go to {@code sink} in the calling thread, and returns the fields behind them.
     *
     * @throws IOException when the sink fails
     */
    JsonObject callWithChunks(Call call, JsonObject fields, Duration limit, OutputStream sink) throws IOException;

    @Override
    void close();
}
