package org.neronet.man.history;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/** Packs bytes in the zlib format (RFC 1950), which Python and most other languages read. */
final class Zlib {
    private Zlib() {}

    static byte[] deflate(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        } catch (java.io.IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        return packed.toByteArray();
    }

    /** @param size what comes out, bytes */
    static byte[] inflate(byte[] packed, int size) {
        var inflater = new Inflater();
        try {
            inflater.setInput(packed);
            var bytes = new byte[size];
            int count = size == 0 ? 0 : inflater.inflate(bytes);
            if (count != size) {
                throw new IllegalStateException("a kept file has " + count + " bytes, not " + size);
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a kept file is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
