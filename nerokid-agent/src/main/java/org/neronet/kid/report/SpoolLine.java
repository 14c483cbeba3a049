package org.neronet.kid.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.neronet.common.wire.KidMessage;

/** One record as it stands in the spool: CRC-32 in 8 hexadecimal digits, a blank, JSON, a line feed. */
final class SpoolLine {
    private static final int HEAD = 9;

    private SpoolLine() {}

    static ByteBuffer write(KidMessage.Record record) {
        var json = KidMessage.write(record);
        var head = String.format("%08x ", crc(json, 0, json.length)).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + json.length + 1)
                .put(head)
                .put(json)
                .put((byte) '\n')
                .flip();
    }

    /** @throws IOException when the line, without its line feed, is not what was written */
    static KidMessage.Record read(byte[] line) throws IOException {
        if (line.length <= HEAD || !head(line).equals(String.format("%08x ", crc(line, HEAD, line.length - HEAD)))) {
            throw new IOException("a damaged line in the spool");
        }
        if (KidMessage.read(Arrays.copyOfRange(line, HEAD, line.length)) instanceof KidMessage.Record record) {
            return record;
        }
        throw new IOException("a line of the spool is not a record");
    }

    private static String head(byte[] line) {
        return new String(line, 0, HEAD, StandardCharsets.US_ASCII);
    }

    private static long crc(byte[] bytes, int from, int length) {
        var crc = new CRC32();
        crc.update(bytes, from, length);
        return crc.getValue();
    }
}
