package org.neronet.man.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonException;
import org.neronet.common.wire.Fault;
import org.neronet.common.wire.Magic;
import org.neronet.common.wire.Owner;

/**
 * The first line that is meant for us, found behind the noise of login shells.
 *
 * @param fault why it did not come to {@code READY} or {@code MISSING}, if mum or the noise says so
 * @param owner whom to go to, for {@code OWNER}
 */
record Greeting(Kind kind, Optional<NeronetException> fault, Optional<Owner> owner) {
    private static final int MAX_LINE = 64 << 10;

    enum Kind {
        READY,
        MISSING,
        /** Mum runs on another host. */
        OWNER,
        FAULT,
        /** The output ended without a greeting. */
        ENDED,
        /** The limit passed without one. */
        LATE
    }

    /**
     * Waits for it in a thread of its own, since a read cannot be given a limit.
     *
     * @param limit longest wait for it, or for the next word that says how far mum is
     * @param waits hears those words
     */
    static Greeting await(InputStream in, Duration limit, Consumer<String> waits) throws InterruptedException {
        var greeting = new CompletableFuture<Greeting>();
        var heard = new AtomicLong(System.nanoTime());
        Consumer<String> note = text -> {
            heard.set(System.nanoTime());
            waits.accept(text);
        };
        var reader = new Thread(() -> greeting.completeAsync(() -> read(in, note), Runnable::run), "mum-greeting");
        reader.setDaemon(true);
        reader.start();
        while (true) {
            long left = heard.get() + limit.toNanos() - System.nanoTime();
            if (left <= 0) {
                return of(Kind.LATE);
            }
            try {
                return greeting.get(left, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                continue;
            } catch (ExecutionException e) {
                throw new IllegalStateException("reading the greeting failed", e.getCause());
            }
        }
    }

    /** Reads up to the end of the magic line and not a byte further: frames follow. */
    static Greeting read(InputStream in) {
        return read(in, text -> {});
    }

    private static Greeting read(InputStream in, Consumer<String> waits) {
        try {
            return search(in, waits);
        } catch (IOException e) {
            return of(Kind.ENDED);
        }
    }

    private static Greeting search(InputStream in, Consumer<String> waits) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int read = 0; read < Magic.MAX_NOISE; read++) {
            int b = in.read();
            if (b == '\n' || b < 0) {
                var text = line.toString(StandardCharsets.UTF_8).stripTrailing();
                int wait = text.indexOf(Magic.WAIT + " ");
                if (wait >= 0) {
                    waits.accept(text.substring(wait + Magic.WAIT.length() + 1));
                }
                var greeting = parse(text);
                if (greeting.isPresent() || b < 0) {
                    return greeting.orElse(of(Kind.ENDED));
                }
                line.reset();
            } else if (line.size() < MAX_LINE) {
                line.write(b);
            }
        }
        return fault(new NeronetException(
                ExitCode.CONNECTION,
                "the login prints over " + Magic.MAX_NOISE + " bytes before mum can speak",
                "make the shell's start-up files there quiet for commands without a terminal"));
    }

    /** Noise may lack its newline, so the magic stands at the end of a line but not always at its start. */
    private static Optional<Greeting> parse(String line) {
        if (line.endsWith(Magic.READY)) {
            return Optional.of(of(Kind.READY));
        } else if (line.endsWith(Magic.MISSING)) {
            return Optional.of(of(Kind.MISSING));
        }
        int owner = line.indexOf(Magic.OWNER + " {");
        if (owner >= 0) {
            return Optional.of(owner(line.substring(owner + Magic.OWNER.length())));
        }
        int fault = line.indexOf(Magic.FAULT + " {");
        return fault < 0 ? Optional.empty() : Optional.of(fault(said(line.substring(fault + Magic.FAULT.length()))));
    }

    private static Greeting owner(String json) {
        try {
            return new Greeting(Kind.OWNER, Optional.empty(), Optional.of(Owner.fromJson(Json.parseObject(json))));
        } catch (JsonException | ArithmeticException e) {
            return fault(new NeronetException(
                    ExitCode.CONNECTION, "mum runs on another host, and says badly on which:" + json));
        }
    }

    private static NeronetException said(String json) {
        try {
            return Fault.fromJson(Json.parseObject(json)).toException();
        } catch (JsonException | IllegalArgumentException e) {
            return new NeronetException(ExitCode.CONNECTION, "mum cannot be started, and says so badly:" + json);
        }
    }

    private static Greeting of(Kind kind) {
        return new Greeting(kind, Optional.empty(), Optional.empty());
    }

    private static Greeting fault(NeronetException fault) {
        return new Greeting(Kind.FAULT, Optional.of(fault), Optional.empty());
    }
}
