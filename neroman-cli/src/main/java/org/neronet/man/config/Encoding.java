package org.neronet.man.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Says why bytes are not UTF-8 text, and at which byte. */
final class Encoding {
    private Encoding() {}

    static Optional<Problem> problem(String file, byte[] bytes) {
        if (bytes.length >= 2 && (isMark(bytes, 0xFE, 0xFF) || isMark(bytes, 0xFF, 0xFE))) {
            return Optional.of(at(file, bytes, 0, "the file is UTF-16, not UTF-8"));
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return Optional.of(at(file, bytes, i, "NUL byte at offset " + i));
            }
        }
        int valid = validPrefix(bytes);
        return valid == bytes.length
                ? Optional.empty()
                : Optional.of(at(file, bytes, valid, "the file is not UTF-8: bad byte at offset " + valid));
    }

    private static boolean isMark(byte[] bytes, int first, int second) {
        return (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    private static int validPrefix(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var result = StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length + 1), true);
        return result.isError() ? in.position() : bytes.length;
    }

    private static Problem at(String file, byte[] bytes, int offset, String message) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (bytes[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        var before = new String(bytes, lineStart, offset - lineStart, StandardCharsets.UTF_8);
        int column = before.codePointCount(0, before.length()) + 1;
        return new Problem(file, line, column, message, "save the file as UTF-8", "");
    }
}
