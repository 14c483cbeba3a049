package org.neronet.kid.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final Backoff backoff = new Backoff(new SplittableRandom(1));

    @Test
    void theFirstTryNeedsNoPause() {
        assertThat(backoff.isDue(NOW)).isTrue();
    }

    @Test
    void pausesGrowFromAFifthOfASecondToTenSeconds() {
        backoff.failed(NOW);
        assertThat(backoff.isDue(NOW.plusMillis(99))).isFalse();
        assertThat(backoff.isDue(NOW.plusMillis(200))).isTrue();

        for (int i = 0; i < 20; i++) {
            backoff.failed(NOW);
        }
        assertThat(backoff.isDue(NOW.plusMillis(4999))).isFalse();
        assertThat(backoff.isDue(NOW.plusSeconds(10))).isTrue();
    }

    @Test
    void successAndHurryBeginAnew() {
        for (int i = 0; i < 20; i++) {
            backoff.failed(NOW);
        }
        backoff.hurry();
        assertThat(backoff.isDue(NOW)).isTrue();

        backoff.failed(NOW);
        backoff.succeeded();
        backoff.failed(NOW);
        assertThat(backoff.isDue(NOW.plusMillis(200))).isTrue();
    }

    @Test
    void aClockThatWasSetBackDoesNotMakeItWait() {
        backoff.failed(NOW);

        assertThat(backoff.isDue(NOW.minus(Duration.ofHours(1)))).isTrue();
    }
}
