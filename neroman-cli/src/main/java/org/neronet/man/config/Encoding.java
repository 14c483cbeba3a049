package org.neronet.man.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Says why bytes are not UTF-8 text, and at which byte. */
final class Encoding {
    private static final String SAVE = "save the file as UTF-8";

    private Encoding() {}

    static Optional<Problem> problem(String file, byte[] bytes) {
        if (isMarked(bytes) || isWide(bytes)) {
            var where = isMarked(bytes) ? "" : ": NUL byte at offset " + (bytes[0] == 0 ? 0 : 1);
            // No excerpt: a line of UTF-16 shows nothing but that it is one.
            return Optional.of(new Problem(file, 1, 1, "the file is UTF-16, not UTF-8" + where, SAVE, ""));
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return Optional.of(at(file, bytes, i, "NUL byte at offset " + i, "remove it"));
            }
        }
        int valid = validPrefix(bytes);
        return valid == bytes.length
                ? Optional.empty()
                : Optional.of(at(file, bytes, valid, "the file is not UTF-8: bad byte at offset " + valid, SAVE));
    }

    private static boolean isMarked(byte[] bytes) {
        return bytes.length >= 2
                && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
                        || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE);
    }

    /** Plain text in UTF-16 has a NUL in every second byte. */
    private static boolean isWide(byte[] bytes) {
        return bytes.length >= 4
                && (bytes[0] == 0) != (bytes[1] == 0)
                && (bytes[0] == 0) == (bytes[2] == 0)
                && (bytes[1] == 0) == (bytes[3] == 0);
    }

    private static int validPrefix(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var result = StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length + 1), true);
        return result.isError() ? in.position() : bytes.length;
    }

    private static Problem at(String file, byte[] bytes, int offset, String message, String fix) {
        var before = text(bytes, 0, offset, StandardCharsets.UTF_8);
        var at = YamlSource.after(before);
        int end = offset;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        var line = before.substring(before.offsetByCodePoints(before.length(), 1 - at.column()));
        // Every byte is a letter of Latin-1, which is what such files mostly are.
        var behind = text(bytes, offset, end, StandardCharsets.ISO_8859_1);
        return new Problem(file, at.line(), at.column(), message, fix, line + behind);
    }

    private static String text(byte[] bytes, int from, int to, Charset charset) {
        return new String(bytes, from, to - from, charset);
    }
}
