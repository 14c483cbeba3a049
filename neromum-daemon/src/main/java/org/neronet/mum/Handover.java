package org.neronet.mum;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.ProcessIdentity;
import org.neronet.common.wire.Frame;
import org.neronet.common.wire.Magic;
import org.neronet.mum.gate.SocketStreams;

/** Asks a daemon of another version to leave: by the socket, and by a signal when it speaks another protocol. */
final class Handover {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration POLITE = Duration.ofSeconds(5);
    private static final String NOBODY = "0".repeat(32);
    private static final long LOOK_MILLIS = 20;

    private Handover() {}

    /**
     * Returns when it is gone; its jobs go on.
     *
     * @throws NeronetException (refused) when it stays
     */
    static void from(DaemonDoor.Open open) throws IOException, InterruptedException {
        var process = open.endpoint().process();
        boolean asked = ask(open);
        if (asked && isGone(process, POLITE)) {
            return;
        }
        ProcessHandle.of(process.pid()).filter(same -> process.isAlive()).ifPresent(ProcessHandle::destroy);
        if (!isGone(process, LIMIT.minus(POLITE))) {
            throw new NeronetException(
                    ExitCode.REFUSED,
                    "a mum of another version (process " + process.pid() + " on "
                            + open.endpoint().host() + ") does not leave",
                    "kill " + process.pid());
        }
    }

    private static boolean ask(DaemonDoor.Open open) throws IOException {
        try (var channel = open.channel()) {
            var in = new BufferedInputStream(SocketStreams.in(channel));
            var out = new BufferedOutputStream(SocketStreams.out(channel));
            var hello = JsonObject.of("id", 1).with("call", "hello").with("version", Magic.PROTOCOL);
            Frame.write(out, new Frame.Message(hello.with("home", NOBODY).with("client", "handover")));
            Frame.write(out, new Frame.Message(JsonObject.of("id", 2).with("call", "shutdown")));
            channel.shutdownOutput();
            boolean ok = false;
            for (var frame = Frame.read(in); frame.isPresent(); frame = Frame.read(in)) {
                ok = frame.get() instanceof Frame.Message reply
                        && reply.json().integer("id") == 2
                        && reply.json().bool("ok");
            }
            return ok;
        } catch (IOException e) {
            return false; // Then the signal must do.
        }
    }

    private static boolean isGone(ProcessIdentity process, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
