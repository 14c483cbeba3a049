package org.neronet.common.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.experiment.Pack;
import org.neronet.common.experiment.Resources;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonException;

class PackingTest {
    private static final int MANY = 1000;

    private static Resources wanting(Optional<Integer> members, Optional<Integer> slots, int cpus, Duration time) {
        return new Resources(
                cpus,
                1,
                Optional.of(1_000_000_000L),
                Optional.ofNullable(time),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Pack(members, slots)));
    }

    @Test
    void whoSaysNothingHasAJobOfItsOwn() {
        var packing = Packing.of(Resources.DEFAULT, 1000, MANY);

        assertThat(packing).isEqualTo(Packing.NONE);
        assertThat(packing.isPacked()).isFalse();
        assertThat(packing.jobs(7)).isEqualTo(7);
        assertThat(packing.job(7)).isEqualTo(7);
        assertThat(packing.job(Resources.DEFAULT)).isSameAs(Resources.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        // members, slots, cpus of one, cpus of a node, waiting, members, slots
        "10, , 1, 1000, 40, 10, 4",
        "10, , 1, 2, 40, 10, 2",
        "10, , 8, 2, 40, 10, 1",
        "10, 8, 2, 8, 40, 10, 4",
        "10, 3, 1, 1000, 40, 10, 3",
        "10, , 1, 1000, 3, 3, 3",
        "2, 9, 1, 1000, 40, 2, 2",
        "10, , 1, 1000, 1, 1, 1",
        "1, , 1, 1000, 40, 1, 1"
    })
    void aNumberIsObeyed(Integer said, Integer slots, int cpus, int node, int waiting, int members, int atATime) {
        var needed = wanting(Optional.of(said), Optional.ofNullable(slots), cpus, null);

        assertThat(Packing.of(needed, waiting, node)).isEqualTo(new Packing(members, atATime));
    }

    @ParameterizedTest
    @CsvSource({
        // waiting, seconds of one, members
        "10, , 1",
        "11, , 4",
        "40, , 4",
        "41, , 8",
        "1000, , 100",
        "1000000, , 1000",
        "1000, 60, 100",
        "1000, 3600, 16",
        "1000, 7200, 8",
        "1000, 7201, 1",
        "1000, 86400, 1"
    })
    void autoMakesFewJobsThatAreNotLong(int waiting, Integer seconds, int members) {
        var time = seconds == null ? null : Duration.ofSeconds(seconds);
        var packing = Packing.of(wanting(Optional.empty(), Optional.empty(), 1, time), waiting, MANY);

        assertThat(packing.members()).isEqualTo(members);
        assertThat(packing.slots()).isEqualTo(Math.min(4, members));
    }

    @Test
    void aJobAsksForWhatItsSlotsNeedAndForTheTimeOfItsRounds() {
        var one = wanting(Optional.of(10), Optional.of(4), 2, Duration.ofMinutes(10));

        var job = new Packing(10, 4).job(one);

        assertThat(job.cpus()).isEqualTo(8);
        assertThat(job.gpus()).isEqualTo(4);
        assertThat(job.memoryBytes()).contains(4_000_000_000L);
        assertThat(job.time()).contains(Duration.ofMinutes(31));
        assertThat(job.pack()).isEmpty();
    }

    @Test
    void linesAreDealtOutInOrder() {
        var packing = new Packing(10, 4);

        assertThat(packing.jobs(41)).isEqualTo(5);
        assertThat(packing.job(1)).isEqualTo(1);
        assertThat(packing.job(10)).isEqualTo(1);
        assertThat(packing.job(11)).isEqualTo(2);
        assertThat(packing.job(41)).isEqualTo(5);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Packing(2, 3)).hasMessageContaining("2 members in 3 slots");
        assertThatThrownBy(() -> new Packing(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pack(Optional.of(1001), Optional.empty()))
                .hasMessage("pack must be 1 to 1000, not 1001");
        assertThatThrownBy(() -> new Pack(Optional.empty(), Optional.of(0)))
                .hasMessage("slots must be 1 to 1000, not 0");
    }

    @Test
    void itGoesOverTheWireAndOldPlansHaveNone() {
        var packed = wanting(Optional.of(10), Optional.of(4), 1, null);
        var auto = wanting(Optional.empty(), Optional.empty(), 1, null);

        assertThat(Resources.fromJson(Json.parseObject(packed.toJson().toString())))
                .isEqualTo(packed);
        assertThat(Resources.fromJson(Json.parseObject(auto.toJson().toString())))
                .isEqualTo(auto);
        assertThat(auto.toJson().asMap()).containsEntry("pack", "auto");
        assertThat(Resources.DEFAULT.toJson().has("pack")).isFalse();
        assertThat(Resources.fromJson(
                        Json.parseObject(Resources.DEFAULT.toJson().toString())))
                .isEqualTo(Resources.DEFAULT);
        var wrong =
                Json.parseObject(Resources.DEFAULT.toJson().with("pack", "some").toString());
        assertThatThrownBy(() -> Resources.fromJson(wrong)).isInstanceOf(JsonException.class);
    }
}
