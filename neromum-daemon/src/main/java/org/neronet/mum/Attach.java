package org.neronet.mum;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.Fault;
import org.neronet.common.wire.Magic;
import org.neronet.common.wire.Owner;
import org.neronet.mum.warden.Warden;

/** {@code neromum attach}: finds or starts the daemon of a queue and becomes the bridge to it. */
final class Attach {
    private final Site site;
    private final Warden warden;

    Attach(Site site, Warden warden) {
        this.site = site;
        this.warden = warden;
    }

    /** Runs until either side ends, or tells on which host mum is; throws before more than words to wait was printed. */
    void run(InputStream in, OutputStream out) throws InterruptedException {
        try {
            var state = state();
            var door = new DaemonDoor(state.endpoint(), site.host());
            var open = ours(door);
            var owner = open.isPresent() ? Optional.<Owner>empty() : elsewhere(state);
            if (owner.isPresent()) {
                send(out, owner.get());
                return;
            }
            bridge(open.isPresent() ? open.get() : start(state, door, out), in, out);
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.CONNECTION,
                    "attaching to mum on " + site.host().name() + " failed: " + e.getMessage(),
                    "try again",
                    e);
        }
    }

    private StateFolder state() throws IOException, InterruptedException {
        var tools = site.tools(ClusterSettings.ofType(warden.type()));
        var state = StateFolder.of(site.root(), warden.queueName(tools));
        state.ensure();
        return state;
    }

    /**
     * The daemon of this version on this host, or of a newer release, lest two neromans of two releases replace each
     * other's for ever; any other is asked to leave.
     */
    private Optional<SocketChannel> ours(DaemonDoor door) throws IOException, InterruptedException {
        var open = door.connect();
        if (open.isPresent()
                && !open.get().endpoint().sha().equals(site.sha())
                && !isNewer(open.get().endpoint().sha())) {
            Handover.from(open.get());
            return Optional.empty();
        }
        return open.map(DaemonDoor.Open::channel);
    }

    private boolean isNewer(String sha) throws IOException {
        var theirs = Release.ofJar(site.lib().resolveSibling(sha).resolve("neromum.jar"));
        var mine = Release.ofJar(site.lib().resolve("neromum.jar"));
        return theirs.isPresent() && mine.isPresent() && theirs.get().isNewerThan(mine.get());
    }

    private SocketChannel start(StateFolder state, DaemonDoor door, OutputStream out)
            throws IOException, InterruptedException {
        return new DaemonStarter(site, state, warden.word(), door)
                .start(text -> say(out, Magic.WAIT + " " + text))
                .channel();
    }

    private static void bridge(SocketChannel daemon, InputStream in, OutputStream out) throws IOException {
        try (daemon) {
            say(out, Magic.READY);
            new Bridge(in, out, daemon).run();
        }
    }

    /** @throws NeronetException (refused) when mum is where no name leads */
    private Optional<Owner> elsewhere(StateFolder state) throws IOException {
        var file = new LeaseFile(state);
        var holder = file.holder(site.host()).filter(lease -> !lease.host().isSame(site.host()));
        if (holder.isEmpty()) {
            return Optional.empty();
        }
        var name = holder.get().host().name();
        if (name.equals(site.host().name())) {
            throw LeaseTaker.elsewhere(state, site.host(), holder.get());
        }
        return Optional.of(new Owner(name, state.queue(), file.silence(), LeaseFile.PATIENCE));
    }

    /** A neroman who does not know the first line takes the second one. */
    private static void send(OutputStream out, Owner owner) throws IOException {
        say(out, Magic.OWNER + " " + owner.toJson());
        complain(
                out,
                new NeronetException(
                        ExitCode.REFUSED,
                        "mum for queue " + owner.queue() + " runs on " + owner.host(),
                        "connect to " + owner.host()));
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
