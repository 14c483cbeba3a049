package org.neronet.mum;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;

/** Reading of the small files in mum's state, never more than 64 KiB. */
final class StateFile {
    private static final int MAX_BYTES = 64 << 10;

    private StateFile() {}

    static Optional<byte[]> bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(MAX_BYTES));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** A JSON object; empty when there is no file, or something else in it. */
    static Optional<JsonObject> json(Path file) throws IOException {
        try {
            return bytes(file).map(bytes -> Json.parseObject(new String(bytes, StandardCharsets.UTF_8)));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /** The end of a text file, for messages. */
    static String tail(Path file, int lines) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (var channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - 4096));
            var bytes = java.nio.channels.Channels.newInputStream(channel).readNBytes(4096);
            var all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        }
    }
}
