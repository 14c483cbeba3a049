package org.neronet.man.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.SequencedEvent;
import org.neronet.man.history.History;
import org.neronet.man.testing.FakeMum;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

class EventSyncTest {
    private static final String MUM = "ab".repeat(16);

    @TempDir
    Path folder;

    private final FakeMum mum = new FakeMum();
    private History history;
    private EventSync sync;

    @BeforeEach
    void open() {
        history = History.open(folder.resolve("history.db"), Samples.HOME);
        sync = new EventSync(history, Samples.HOME);
        Histories.define(history, List.of(Samples.experiment(folder, "lang/run-1", List.of())), Samples.T0);
        Histories.begin(history, history.all(), "triton", Samples.T0);
    }

    @AfterEach
    void close() {
        history.close();
    }

    private int catchUp() {
        return sync.catchUp((request, limit) -> mum.call(Call.EVENTS, request, limit), MUM, "triton");
    }

    private AttemptState state() {
        return history.latest(1).orElseThrow().status().state();
    }

    @Test
    void pagesAreTakenInUntilNothingIsLeft() {
        mum.page(1).happen(Samples.submitted(1), Samples.started(1));

        assertThat(catchUp()).isEqualTo(2);
        assertThat(state()).isEqualTo(AttemptState.RUNNING);
        assertThat(history.cursor(MUM)).isEqualTo(2);
        assertThat(mum.calls).hasSize(2);
    }

    @Test
    void withoutNewsNothingHappens() {
        assertThat(catchUp()).isZero();
        assertThat(history.cursor(MUM)).isZero();
    }

    @Test
    void onlyWhatIsNewIsAskedFor() {
        mum.happen(Samples.submitted(1));
        catchUp();

        mum.happen(Samples.started(1));

        assertThat(catchUp()).isEqualTo(1);
        assertThat(state()).isEqualTo(AttemptState.RUNNING);
    }

    @Test
    void anUnreadableEventKeepsNoOtherAway() {
        var strange = JsonObject.of("seq", 1L).with("event", JsonObject.of("type", "Dreamt"));
        var good = new SequencedEvent(2, Samples.submitted(1)).toJson();

        sync.follow(
                (request, limit) -> Json.parseObject(JsonObject.of("events", List.of(strange, good))
                        .with("next", 2)
                        .with("head", 2)
                        .toString()),
                MUM,
                "triton",
                Duration.ofSeconds(1));

        assertThat(state()).isEqualTo(AttemptState.SUBMITTED);
        assertThat(history.cursor(MUM)).isEqualTo(2);
    }
}
