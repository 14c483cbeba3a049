package org.neronet.mum.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.ProcessIdentity;

/**
 * The file {@code endpoint}: where neroman's bridge finds the daemon.
 *
 * @param socket path of the Unix socket, on {@code host} only
 * @param sha of the daemon's jar
 */
public record DaemonEndpoint(String socket, ProcessIdentity process, String sha, String host, long epoch) {
    private static final int MAX_BYTES = 64 << 10;

    /** The endpoint in a file; empty when there is none, or none that can be understood. */
    public static Optional<DaemonEndpoint> read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var json = Json.parseObject(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
            var process = new ProcessIdentity(json.integer("pid"), json.integer("start_ms"));
            return Optional.of(new DaemonEndpoint(
                    json.string("socket"), process, json.string("sha"), json.string("host"), json.integer("epoch")));
        } catch (NoSuchFileException | JsonException e) {
            return Optional.empty();
        }
    }

    public void write(Path file) throws IOException {
        AtomicFile.write(file, toJson() + "\n");
    }

    private JsonObject toJson() {
        return JsonObject.of("socket", socket)
                .with("pid", process.pid())
                .with("start_ms", process.startMillis())
                .with("sha", sha)
                .with("host", host)
                .with("epoch", epoch);
    }
}
