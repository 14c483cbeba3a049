package org.neronet.man.submit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;

/** What submitting needs of an open conversation with mum. */
public interface MumDoor {
    /**
     * Asks and waits for the answer's fields.
     *
     * @param limit longest silence
     * @throws NeronetException what mum's fault says; (connection) when she is lost or silent
     */
    JsonObject call(Call call, JsonObject fields, Duration limit);

    /**
     * Sends one blob.
     *
     * @param progress hears how many bytes of it are sent, after each chunk
     * @throws IOException when the content cannot be read
     */
    void putBlob(String sha256, Path file, LongConsumer progress) throws IOException;
}
