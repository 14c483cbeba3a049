package org.neronet.common.metric;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a text file line by line; a line that is longer than 1 MiB is passed over, since half of it may lie. */
final class TextLines implements ByteReader {
    private static final int MAX_LINE = 1 << 20;

    private final LineReader lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long offset;
    private boolean tooLong;
    private boolean passedOver;

    TextLines(LineReader lines) {
        this.lines = lines;
    }

    @Override
    public void feed(byte[] buffer, int length, ReadingSink sink) {
        int start = 0;
        for (int at = 0; at < length; at++) {
            if (buffer[at] == '\n') {
                keep(buffer, start, at);
                offset += at + 1 - start;
                start = at + 1;
                end(sink);
            }
        }
        keep(buffer, start, length);
        offset += length - start;
    }

    @Override
    public void finish(ReadingSink sink) {
        if (line.size() > 0) {
            end(sink);
        }
        lines.finish().forEach(reading -> sink.take(reading, offset));
    }

    @Override
    public Optional<String> warning() {
        return passedOver
                ? Optional.of("has lines longer than " + MAX_LINE + " bytes, which are passed over")
                : lines.warning();
    }

    private void keep(byte[] buffer, int from, int to) {
        tooLong |= line.size() + to - from > MAX_LINE;
        if (!tooLong) {
            line.write(buffer, from, to - from);
        }
    }

    private void end(ReadingSink sink) {
        var text = line.toString(StandardCharsets.UTF_8);
        boolean whole = !tooLong;
        line.reset();
        tooLong = false;
        passedOver |= !whole;
        if (whole) {
            lines.read(plain(text)).ifPresent(all -> all.forEach(reading -> sink.take(reading, offset)));
        }
    }

    /** Without the byte order mark and the carriage return of other systems. */
    private static String plain(String text) {
        int from = text.startsWith("\ufeff") ? 1 : 0;
        int to = text.endsWith("\r") ? text.length() - 1 : text.length();
        return text.substring(from, Math.max(from, to));
    }
}
