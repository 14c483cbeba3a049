package org.neronet.man.link;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a stream so that its writer never blocks, and keeps the last of it for messages. */
final class OutputTail {
    private static final Logger LOG = LoggerFactory.getLogger(OutputTail.class);
    private static final int KEPT = 4096;
    private static final long PATIENCE_MILLIS = 1000;

    private final StringBuilder text = new StringBuilder();
    private final CountDownLatch end = new CountDownLatch(1);

    private OutputTail() {}

    static OutputTail follow(InputStream stream, String thread) {
        var tail = new OutputTail();
        var reader = new Thread(() -> tail.readAll(stream), thread);
        reader.setDaemon(true);
        reader.start();
        return tail;
    }

    private void readAll(InputStream stream) {
        var buffer = new byte[1024];
        try {
            for (int n; (n = stream.read(buffer)) >= 0; ) {
                append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            LOG.debug("the stream of a command broke: {}", e.getMessage());
        } finally {
            end.countDown();
        }
    }

    private synchronized void append(String more) {
        text.append(more);
        text.delete(0, Math.max(0, text.length() - KEPT));
    }

    /** What it said last, control characters shown as '?'; waits a moment for its end. */
    String text() throws InterruptedException {
        // A control master started by ssh keeps the stream open for hours, hence not for ever.
        if (!end.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            LOG.debug("the stream of an ended command stays open");
        }
        synchronized (this) {
            return text.toString()
                    .replace("\r", "")
                    .replaceAll("[\\p{Cntrl}&&[^\\n]]", "?")
                    .strip();
        }
    }

    /** The last three lines of it as one. */
    String lastLines() throws InterruptedException {
        var lines = text().lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.isEmpty()
                ? "it said nothing"
                : String.join("; ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }
}
