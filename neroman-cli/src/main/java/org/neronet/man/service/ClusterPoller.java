package org.neronet.man.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.neronet.common.fault.NeronetException;
import org.slf4j.LoggerFactory;

/**
 * Takes in one cluster's events as they come, and tells that there were some. A lost cluster is tried again three times a
 * minute, as networks come back; one that does not let us in ever more rarely, as a site may count failed logins.
 */
final class ClusterPoller implements Runnable, AutoCloseable {
    private static final long SETTLE_MILLIS = 500;
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final Pauses NETWORK = Pauses.ofSeconds(1, 5, 10, 20);
    private static final Pauses LOGIN = Pauses.ofSeconds(30, 120, 300);

    private final Mums mums;
    private final String cluster;
    private final Consumer<Consumer<WatchListener>> news;
    private final CountDownLatch closed = new CountDownLatch(1);

    ClusterPoller(Mums mums, String cluster, Consumer<Consumer<WatchListener>> news) {
        this.mums = mums;
        this.cluster = cluster;
        this.news = news;
    }

    @Override
    public void run() {
        int failures = 0;
        var wait = Duration.ZERO;
        while (closed.getCount() > 0) {
            try {
                if (mums.sync(cluster, wait) > 0) {
                    news.accept(listener -> {});
                }
                failures = 0;
                wait = WAIT;
            } catch (RuntimeException e) {
                if (!backOff(e, failures++)) {
                    return;
                }
                wait = Duration.ZERO;
            }
        }
    }

    private boolean backOff(RuntimeException e, int failures) {
        if (closed.getCount() == 0) {
            return false;
        }
        if (!(e instanceof NeronetException)) {
            LoggerFactory.getLogger(ClusterPoller.class).error("watching {} failed; trying again", cluster, e);
        }
        boolean lasting = e instanceof NeronetException fault && fault.isLasting();
        var pause = (lasting ? LOGIN : NETWORK).after(failures);
        var text = cluster + ": " + e.getMessage() + "; trying again in " + pause.toSeconds() + " s";
        try {
            // A Ctrl-C ends an ssh of ours as well, and is no news.
            if (closed.await(SETTLE_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
            news.accept(listener -> listener.trouble(text));
            return !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
