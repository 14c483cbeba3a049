package org.neronet.mum;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.mum.warden.Warden;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code neromum daemon}: serves one queue until asked to leave, idle for long, or another mum has taken over. */
final class Daemon {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final long HOOK_SECONDS = 10;

    private final Site site;
    private final Warden warden;
    private final CountDownLatch leaving = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);

    Daemon(Site site, Warden warden) {
        this.site = site;
        this.warden = warden;
    }

    /** Runs to the end; also a TERM signal makes it end in good order. */
    void run() throws IOException, InterruptedException {
        var name = warden.queueName(site.tools(ClusterSettings.ofType(warden.type())));
        var state = StateFolder.of(site.root(), name);
        state.ensure();
        Logging.toFile(state.log().resolve("mum.log"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::leaveOnSignal, "mum-signal"));
        try (var lease = Lease.take(state, site.host(), site.time(), this::leave);
                var mum = Mum.start(site, state, warden, lease, this::leave)) {
            mum.serve(leaving, new IdleClock(IDLE, System::nanoTime));
        } finally {
            LOG.info("gone");
            gone.countDown();
        }
    }

    private void leave() {
        leaving.countDown();
    }

    private void leaveOnSignal() {
        leave();
        try {
            gone.await(HOOK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
