package org.neronet.mum.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSample;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.testing.Await;
import org.neronet.common.wire.KidHandshake;
import org.neronet.mum.dispatch.Settler;
import org.neronet.mum.dispatch.Settling;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;

/** A conversation of protocol 1, word by word as kids of that version say and want it; it must be served for good. */
class OldKidTest {
    private static final AttemptKey KEY = Plans.key(1);
    private static final byte[] MASTER = "a master key of thirty-two bytes".getBytes();

    private final MemoryLedger ledger = new MemoryLedger();
    private final AtomicReference<String> exits = new AtomicReference<>("");
    private final Settler settler =
            new Settler(ledger, new SettableTime(), Duration.ofMinutes(1), attempt -> exits.set("read"));
    private final String attempt = KEY.toJson().toString();
    private KidPort port;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws IOException {
        ledger.submit(Plans.plan(1), folder);
        Files.createDirectories(ledger.get(KEY).folder().root());
        var work = new KidWork(ledger, new LogMirror(folder, ledger), settler, new SettableTime(), MASTER, 1);
        port = new KidPort(List.of("127.0.0.1"), 0, work);
        port.start();
    }

    @AfterEach
    void close() throws IOException {
        port.close();
    }

    @Test
    void itsWholeConversationIsServed() throws Exception {
        try (var kid = new OldKid(port.port(), KidHandshake.attemptKey(MASTER, KEY), attempt)) {
            assertThat(kid.hear()).isEqualTo("{\"stored\":0,\"stdout\":0,\"stderr\":0}");
            kid.say("{\"start\":\"host=n17\\ntime=1700000000.25\\nprogram=4711\\njob=9_1\\n\"}");
            kid.say(record(1, "Environment", "\"facts\":{\"host\":\"n17\",\"cpus\":8}"));
            kid.say(
                    record(
                            2,
                            "Metrics",
                            "\"stream\":\"stdout\",\"samples\":[{\"name\":\"loss\",\"step\":1.0,\"value\":\"NaN\",\"offset\":9}]"));
            kid.say(record(3, "Warned", "\"text\":\"slow disk\""));
            kid.say("{\"log\":\"stdout\",\"offset\":0,\"bytes\":\"bG9zcyBuYW4K\"}");
            awaitStored(kid, "{\"stored\":3,\"stdout\":9,\"stderr\":0}");
            var order = new Event.RuleFired(KEY, Instant.EPOCH, "asha", "stop", "loss 2 is worse");
            assertThat(port.orders().give(order)).isFalse();
            kid.say("{\"exit\":\"code=3\\ntime=1700000100\\nsignalled=\\n\",\"stdout\":9,\"stderr\":0}");
            Await.until(Duration.ofSeconds(20), () -> "no end", this::hasFailed);
            port.goodbye(KEY);
            awaitStored(kid, "{\"goodbye\":true}");
            assertThat(kid.onTheNetwork()).doesNotContain("loss", "n17", "slow", "code=3");
        }

        var status = ledger.get(KEY).status();
        assertThat(status.node()).contains("n17");
        assertThat(status.warnings()).containsExactly("slow disk");
        assertThat(ledger.events(Event.Metrics.class))
                .flatExtracting(Event.Metrics::samples)
                .containsExactly(new MetricSample("loss", 1, Double.NaN, 9));
        assertThat(folder.resolve(KEY.folderName() + ".stdout")).hasContent("loss nan");
        assertThat(exits.get()).isEmpty();
    }

    private String record(int number, String type, String rest) {
        return "{\"record\":" + number + ",\"event\":{\"type\":\"" + type
                + "\",\"at\":\"2026-11-22T12:00:00Z\",\"key\":" + attempt + "," + rest + "}}";
    }

    private static void awaitStored(OldKid kid, String words) throws Exception {
        for (var heard = ""; !heard.equals(words); ) {
            heard = kid.hear();
        }
    }

    private boolean hasFailed() {
        Settling.settle(settler);
        return ledger.get(KEY).status().state() == AttemptState.FAILED;
    }
}
