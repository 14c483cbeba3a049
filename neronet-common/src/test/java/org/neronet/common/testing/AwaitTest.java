package org.neronet.common.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    @Test
    void itReturnsWhenTheConditionHolds() {
        var count = new AtomicInteger();

        Await.until(Duration.ofSeconds(30), () -> "counting", () -> count.incrementAndGet() == 3);

        assertThat(count).hasValue(3);
    }

    @Test
    void itSaysHowThingsStandWhenItGivesUp() {
        assertThatThrownBy(() -> Await.until(Duration.ofMillis(10), () -> "still red", () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("still red");
    }
}
