package org.neronet.kid.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.testing.Await;
import org.neronet.kid.testing.FakeMum;

class MumLinkTest {
    private static final AttemptKey KEY = new AttemptKey("0".repeat(32), 1, 1);

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
    private final List<String> log = new ArrayList<>();
    private final List<Event.RuleFired> orders = new ArrayList<>();
    private final byte[] secret = new byte[32];
    private FakeMum mum;
    private Selector selector;
    private Spool spool;
    private MumLink link;
    private Path endpoint;

    @BeforeEach
    void open() throws IOException {
        mum = new FakeMum();
        mum.expect(KEY, secret, folder);
        endpoint = folder.resolve("endpoint");
        selector = Selector.open();
        var attempt = new AttemptFolder(folder);
        spool = Spool.open(attempt.spool(), record -> {});
        var delivery = new Delivery(attempt, spool);
        link = new MumLink(selector, new Login(KEY, secret, endpoint), delivery, orders::add, now::get, log::add);
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        spool.close();
        selector.close();
        mum.close();
    }

    @Test
    void everyAddressIsTriedInTurn() throws IOException {
        mum.publish(endpoint);
        var here = Files.readString(endpoint);
        Files.writeString(endpoint, here.replace("[\"127.0.0.1\"]", "[\"not-a-number\",\"127.0.0.1\"]"));

        await(link::isUp);

        assertThat(log).anyMatch(line -> line.contains("not a numeric address"));
    }

    @Test
    void mumIsLookedUpAgainBeforeEachTry() throws IOException {
        var old = new FakeMum();
        old.publish(endpoint);
        old.close();
        link.advance();
        mum.publish(endpoint);

        await(link::isUp);
    }

    @Test
    void aMumThatSaysNothingIsGivenUp() throws IOException {
        mum.silent = true;
        mum.publish(endpoint);
        awaitWithoutTime(() -> mum.connections == 1);
        assertThat(link.isUp()).isFalse();

        // Her challenge, which counts as a sign of life, may come a moment after the connection.
        await(() -> !log.isEmpty());

        assertThat(log).containsExactly("no connection to mum: mum does not answer");
    }

    @Test
    void mumHearsOfTheStartAgainThoughNothingIsNew() throws IOException {
        var ward = mum.expect(KEY, secret, folder);
        Files.writeString(new AttemptFolder(folder).start(), "host=n1");
        mum.publish(endpoint);
        await(() -> ward.start.equals("host=n1"));

        ward.start = "";
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(21)));

        await(() -> ward.start.equals("host=n1"));
    }

    @Test
    void anOrderIsHeardAndOneForAnotherAttemptEndsTheConnection() throws IOException {
        var ward = mum.expect(KEY, secret, folder);
        ward.order = new Event.RuleFired(KEY, Instant.EPOCH, "asha", "stop", "loss 2 is worse");
        mum.publish(endpoint);
        await(() -> !orders.isEmpty());
        assertThat(orders).contains(ward.order);
        orders.clear();

        var other = new AttemptKey(KEY.home(), KEY.id() + 1, 1);
        ward.order = new Event.RuleFired(other, Instant.EPOCH, "asha", "stop", "loss 2 is worse");
        mum.cut();

        await(() -> log.stream().anyMatch(line -> line.contains("mum sent an order for " + other)));
        assertThat(orders).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"addresses\":[],\"port\":1,\"epoch\":1}",
                "{\"addresses\":[\"127.0.0.1\"]," + "\"port\":99999999,\"epoch\":1}"
            })
    void anUnusableEndpointFileIsWaitedOut(String text) throws IOException {
        Files.writeString(endpoint, text);
        for (int i = 0; i < 5; i++) {
            step();
        }
        assertThat(link.isUp()).isFalse();

        mum.publish(endpoint);

        await(link::isUp);
    }

    @Test
    void theLoginNeverShowsItsSecret() {
        assertThat(new Login(KEY, secret, endpoint).toString())
                .doesNotContain("secret")
                .doesNotContain("[B");
    }

    private void await(BooleanSupplier condition) {
        Await.until(Duration.ofSeconds(20), log::toString, () -> {
            step();
            return condition.getAsBoolean();
        });
    }

    private void awaitWithoutTime(BooleanSupplier condition) {
        Await.until(Duration.ofSeconds(20), log::toString, () -> {
            link.advance();
            return condition.getAsBoolean();
        });
    }

    private void step() {
        if (!link.isUp()) {
            now.updateAndGet(time -> time.plusMillis(20));
        }
        link.advance();
    }
}
