package org.neronet.man.service;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** How long to wait before each new try; the last one again and again. */
record Pauses(List<Duration> all) {
    static Pauses ofSeconds(long... seconds) {
        return new Pauses(LongStream.of(seconds).mapToObj(Duration::ofSeconds).toList());
    }

    /** @param failures before this one */
    Duration after(int failures) {
        return all.get(Math.min(failures, all.size() - 1));
    }
}
