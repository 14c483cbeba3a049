package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmitRoomTest {
    private Instant now = Instant.ofEpochSecond(10_000);
    private final SubmitRoom room = new SubmitRoom(() -> now);

    @Test
    void withoutARefusalTheSiteAloneDecides() {
        room.heard(new Launch.Accepted(Optional.of("7")), 1000);
        room.heard(new Launch.Refused("Invalid account"), 1000);
        room.heard(new Launch.Unknown("Socket timed out"), 1000);

        assertThat(room.within(1000)).isEqualTo(1000);
        assertThat(room.within(0)).isZero();
    }

    @Test
    void aFullQueueGetsHalfAfterAPause() {
        room.heard(new Launch.Full("AssocMaxSubmitJobLimit"), 1000);

        assertThat(room.within(1000)).isZero();
        later(SubmitRoom.PAUSE);
        assertThat(room.within(1000)).isEqualTo(500);
        assertThat(room.within(100)).isEqualTo(100);
    }

    @Test
    void oneExperimentIsTriedHoweverOftenItIsRefused() {
        for (int i = 0; i < 5; i++) {
            room.heard(new Launch.Full("AssocMaxSubmitJobLimit"), 1);
            assertThat(room.within(1000)).isZero();
            later(SubmitRoom.PAUSE);
            assertThat(room.within(1000)).isEqualTo(1);
        }
    }

    @Test
    void moreIsTriedAfterAWhileWithoutARefusal() {
        room.heard(new Launch.Full("AssocMaxSubmitJobLimit"), 400);
        later(SubmitRoom.GROWTH);

        assertThat(room.within(1000)).isEqualTo(400);
        assertThat(room.within(1000)).isEqualTo(400);
        later(SubmitRoom.GROWTH);
        assertThat(room.within(1000)).isEqualTo(800);
        later(SubmitRoom.GROWTH);
        assertThat(room.within(1000)).isEqualTo(1000);
        later(SubmitRoom.GROWTH);
        assertThat(room.within(2000)).isEqualTo(2000);
    }

    private void later(Duration duration) {
        now = now.plus(duration);
    }
}
