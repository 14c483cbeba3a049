package org.neronet.mum.store;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;

/** One line of the journal as bytes: CRC32C of the JSON as 8 hexadecimal digits, a blank, the JSON, a newline. */
final class JournalLine {
    /** Longest line that is read, bytes; a longer one counts as damage. */
    static final int MAX_BYTES = 8 << 20;

    private static final int PREFIX = 9;

    private JournalLine() {}

    /** The line with its newline. */
    static byte[] encode(JsonObject json) {
        var body = json.toString().getBytes(StandardCharsets.UTF_8);
        if (body.length + PREFIX + 1 > MAX_BYTES) {
            throw new IllegalArgumentException("an entry of " + body.length + " bytes is over the journal's limit");
        }
        var line = new byte[PREFIX + body.length + 1];
        var prefix = (crc(body, 0, body.length) + " ").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(prefix, 0, line, 0, PREFIX);
        System.arraycopy(body, 0, line, PREFIX, body.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /** The JSON of a line without its newline; empty when a single bit of it is not as it was written. */
    static Optional<JsonObject> decode(byte[] line, int length) {
        if (!isWhole(line, length)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parseObject(new String(line, PREFIX, length - PREFIX, StandardCharsets.UTF_8)));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /** Whether every bit of a line without its newline is as it was written. */
    static boolean isWhole(byte[] line, int length) {
        return length > PREFIX
                && line[PREFIX - 1] == ' '
                && new String(line, 0, PREFIX - 1, StandardCharsets.US_ASCII)
                        .equals(crc(line, PREFIX, length - PREFIX));
    }

    private static String crc(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
