package org.neronet.mum.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
public final class SettableTime implements InstantSource {
    private volatile Instant now = Plans.NOW;

    @Override
    public Instant instant() {
        return now;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public void passMillis(long millis) {
        pass(Duration.ofMillis(millis));
    }

    public void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }
}
