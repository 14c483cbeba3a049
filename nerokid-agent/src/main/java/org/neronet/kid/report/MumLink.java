package org.neronet.kid.report;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.neronet.common.event.Event;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonException;
import org.neronet.common.wire.Endpoint;

/**
 * Keeps one attempt in touch with mum: looks up where she is before each try, tries her addresses in turn, and again
 * when the connection breaks or she falls silent. Owned by the selector's thread.
 */
public final class MumLink implements Closeable {
    private static final Duration WELCOME_LIMIT = Duration.ofSeconds(3);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

    /** Mum takes a kid for gone that says nothing for 90 s. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);

    private final Selector selector;
    private final Login login;
    private final Delivery delivery;
    private final Consumer<Event.RuleFired> orders;
    private final InstantSource time;
    private final Consumer<String> log;
    private final Backoff backoff;
    private Optional<MumConnection> connection = Optional.empty();
    private Instant waitingSince = Instant.MAX;
    private Instant greetedAt = Instant.MIN;
    private String lastFault = "";
    private int tries;
    private boolean goodbye;

    /** @param orders hears how mum wants the program ended, once or more */
    public MumLink(
            Selector selector,
            Login login,
            Delivery delivery,
            Consumer<Event.RuleFired> orders,
            InstantSource time,
            Consumer<String> log) {
        this.selector = selector;
        this.login = login;
        this.delivery = delivery;
        this.orders = orders;
        this.time = time;
        this.log = log;
        backoff = new Backoff(new SplittableRandom());
    }

    /** Mum has everything of this attempt. */
    public boolean isGoodbye() {
        return goodbye;
    }

    /** Whether mum listens now. */
    public boolean isUp() {
        return connection.filter(MumConnection::isWelcome).isPresent();
    }

    /** Time is short: the next try is made without a pause. */
    public void hurry() {
        backoff.hurry();
    }

    /** Sends what there is; connects if it is time to. Called at every tick and whenever the selector says so. */
    public void advance() {
        if (goodbye) {
            return;
        }
        try {
            if (connection.isEmpty()) {
                connect();
            }
            if (connection.isPresent()) {
                advance(connection.get());
            }
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private void connect() throws IOException {
        if (!backoff.isDue(time.instant())) {
            return;
        }
        var address = address();
        if (address.isPresent()) {
            connection =
                    Optional.of(new MumConnection(selector, address.get(), login, delivery, orders, this::advance));
            waitingSince = time.instant();
        } else {
            backoff.failed(time.instant());
        }
    }

    private void advance(MumConnection mum) throws IOException {
        boolean wasWelcome = mum.isWelcome();
        greetAgain();
        boolean heard = mum.advance();
        goodbye = mum.isGoodbye();
        if (goodbye) {
            close();
            return;
        }
        if (mum.isWelcome() && !wasWelcome) {
            backoff.succeeded();
            lastFault = "";
            log.accept("connected to mum");
        }
        checkSilence(mum, heard);
    }

    private void greetAgain() {
        var now = time.instant();
        if (greetedAt.plus(HEARTBEAT).isBefore(now)) {
            greetedAt = now;
            delivery.greetAgain();
        }
    }

    private void checkSilence(MumConnection mum, boolean heard) throws IOException {
        var now = time.instant();
        if (heard || mum.isWelcome() && !delivery.isOwed() || waitingSince.isAfter(now)) {
            waitingSince = now;
        }
        if (waitingSince.plus(mum.isWelcome() ? SILENCE_LIMIT : WELCOME_LIMIT).isBefore(now)) {
            throw new IOException("mum does not answer");
        }
    }

    private Optional<InetSocketAddress> address() throws IOException {
        var text = SmallFile.read(login.endpoint());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var endpoint = Endpoint.fromJson(Json.parseObject(text.get()));
            if (endpoint.addresses().isEmpty()) {
                return Optional.empty();
            }
            var host = endpoint.addresses().get(tries++ % endpoint.addresses().size());
            return Optional.of(new InetSocketAddress(numeric(host), endpoint.port()));
        } catch (JsonException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException(login.endpoint() + " is not an endpoint file: " + e.getMessage(), e);
        }
    }

    /** Never asks a name server, which could block for long. */
    private static InetAddress numeric(String host) throws IOException {
        if (!host.matches("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%\\w+)?")) {
            throw new IOException("not a numeric address: " + host);
        }
        return InetAddress.getByName(host);
    }

    private void failed(Exception e) {
        var fault = e.getMessage() == null ? e.toString() : e.getMessage();
        if (!fault.equals(lastFault)) {
            lastFault = fault;
            log.accept("no connection to mum: " + fault);
        }
        backoff.failed(time.instant());
        try {
            close();
        } catch (IOException closing) {
            log.accept("the connection did not close: " + closing.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        var old = connection;
        connection = Optional.empty();
        delivery.disconnected();
        if (old.isPresent()) {
            old.get().close();
        }
    }
}
