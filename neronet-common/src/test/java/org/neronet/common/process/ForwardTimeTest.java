package org.neronet.common.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForwardTimeTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private Instant now = NOON;
    private final ForwardTime time = new ForwardTime(() -> now);

    @Test
    void itGoesWithItsClock() {
        assertThat(time.instant()).isEqualTo(NOON);
        now = NOON.plusSeconds(90);
        assertThat(time.instant()).isEqualTo(now);
    }

    @Test
    void aClockThatIsSetBackIsCaughtUpWithSlowly() {
        now = NOON.minus(Duration.ofHours(1));
        assertThat(time.instant()).isEqualTo(NOON);
        now = now.plus(Duration.ofMinutes(20));
        assertThat(time.instant()).isEqualTo(NOON.plus(Duration.ofMinutes(10)));

        now = NOON.plus(Duration.ofHours(2));
        assertThat(time.instant()).isEqualTo(now);
        now = now.plusSeconds(1);
        assertThat(time.instant()).isEqualTo(now);
    }

    @Test
    void itNeverGoesBack() {
        var before = time.instant();
        for (int i = 0; i < 1000; i++) {
            now = now.plusSeconds(i % 7 * 100 - 250);
            assertThat(time.instant()).isAfterOrEqualTo(before);
            before = time.instant();
        }
    }
}
