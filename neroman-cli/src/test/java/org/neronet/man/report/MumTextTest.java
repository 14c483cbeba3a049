package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.neronet.common.json.JsonObject;
import org.neronet.man.link.MumHello;

class MumTextTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00.123456789Z");
    private static final MumHello MUM =
            new MumHello(1, "id", "slurm-triton", "login1", 3, "0123456789abcdef", 4711, START, "/w");

    private final MumText text = new MumText(ZoneOffset.UTC);

    @Test
    void everythingHasItsLine() {
        var status = JsonObject.of("id", 7L)
                .with("pid", 4711L)
                .with("version", "1.2")
                .with("slots", 16L)
                .with("kids", 4L)
                .with("heap_bytes", 4_878_752L)
                .with("journal_bytes", 1_234_567L)
                .with("head", 42L)
                .with("scheduler_calls_last_minute", 2L)
                .with("scheduler_answered_at", START)
                .with("states", JsonObject.of("running", 3L).with("queued", 1L))
                .with("lease", JsonObject.of("host", "login1").with("epoch", 4L).with("renewed_at", START))
                .with("kids_of_tomorrow", 9L);

        assertThat(text.lines("triton", MUM, status))
                .containsExactly(
                        "cluster           triton, queue slurm-triton",
                        "runs on           login1, process 4711, since 2026-11-22 12:00:00",
                        "version           1.2, jar 0123456789ab",
                        "workdir           /w",
                        "experiments       3 running, 1 queued; places for 16",
                        "programs          4 connected",
                        "scheduler         2 calls in the last minute, answered last 2026-11-22 12:00:00",
                        "journal           1.2 MB, 42 events so far",
                        "memory            4.9 MB of heap",
                        "lease             login1, epoch 4, renewed 2026-11-22 12:00:00",
                        "kids of tomorrow  9");
    }

    @Test
    void aMumThatSaysNothingIsShownAsWell() {
        assertThat(text.lines("local", MUM, JsonObject.of("id", 1L)))
                .contains("experiments  none live", "programs     0 connected", "journal      0 B, 0 events so far");
    }
}
