package org.neronet.mum;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.Fault;
import org.neronet.common.wire.Magic;
import org.neronet.mum.warden.Warden;

/** {@code neromum attach}: finds or starts the daemon of a queue and becomes the bridge to it. */
final class Attach {
    private final Site site;
    private final Warden warden;

    Attach(Site site, Warden warden) {
        this.site = site;
        this.warden = warden;
    }

    /** Runs until either side ends; throws before anything was printed. */
    void run(InputStream in, OutputStream out) throws InterruptedException {
        try (var daemon = connect()) {
            say(out, Magic.READY);
            new Bridge(in, out, daemon).run();
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.CONNECTION,
                    "attaching to mum on " + site.host().name() + " failed: " + e.getMessage(),
                    "try again",
                    e);
        }
    }

    private SocketChannel connect() throws IOException, InterruptedException {
        var tools = site.tools(ClusterSettings.ofType(warden.type()));
        var state = StateFolder.of(site.root(), warden.queueName(tools));
        state.ensure();
        var door = new DaemonDoor(state.endpoint(), site.host());
        var open = door.connect();
        if (open.isPresent()) {
            if (open.get().endpoint().sha().equals(site.sha())) {
                return open.get().channel();
            }
            Handover.from(open.get());
        }
        refuseIfElsewhere(state);
        return new DaemonStarter(site, state, warden.word(), door).start().channel();
    }

    private void refuseIfElsewhere(StateFolder state) throws IOException {
        var lease = LeaseRecord.read(state.lease());
        if (lease.isPresent()
                && !lease.get().host().name().equals(site.host().name())
                && lease.get().isLive(site.host(), site.time().instant())) {
            throw LeaseTaker.elsewhere(state.queue(), lease.get().host().name());
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Tells neroman why there is no bridge. */
    static void complain(OutputStream out, NeronetException fault) throws IOException {
        say(out, Magic.FAULT + " " + Fault.of(fault).toJson());
    }
}
