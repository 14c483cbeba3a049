package org.neronet.man.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.neronet.common.event.AttemptStatus;
import org.neronet.man.report.ExperimentReport;
import org.neronet.man.report.StatusReport;

/**
 * Watches experiments to their end: one thread per cluster waits for news there, one fetches results, and the caller's thread
 * alone speaks to the listener.
 */
final class WatchLoop {
    /** Longest time until the history is read again: another neroman may have taken the news in. */
    private static final Duration REREAD = Duration.ofSeconds(3);

    private final StatusReader reader;
    private final Mums mums;
    private final ResultFetcher fetcher;
    private final Duration gap;

    /** @param gap shortest time between two reports, so that many events make one */
    WatchLoop(StatusReader reader, Mums mums, ResultFetcher fetcher, Duration gap) {
        this.reader = reader;
        this.mums = mums;
        this.fetcher = fetcher;
        this.gap = gap;
    }

    void watch(List<Long> ids, WatchListener listener) throws InterruptedException {
        var news = new LinkedBlockingQueue<Consumer<WatchListener>>();
        var pollers = new HashMap<String, ClusterPoller>();
        var fetching = DaemonThreads.pool(1, "results");
        var asked = new HashSet<Long>();
        try {
            while (true) {
                var report = reader.known(ids);
                if (!listener.update(report)) {
                    return;
                }
                fetchEnded(report, asked, fetching, news);
                if (!report.hasLive()) {
                    break;
                }
                StatusReader.liveClusters(report.experiments()).forEach(name -> poll(name, pollers, news));
                await(news, listener);
            }
            fetching.shutdown();
            while (!fetching.awaitTermination(50, TimeUnit.MILLISECONDS) || !news.isEmpty()) {
                drain(news, listener);
            }
        } finally {
            pollers.values().forEach(ClusterPoller::close);
            fetching.shutdownNow();
        }
    }

    private void poll(String cluster, Map<String, ClusterPoller> pollers, BlockingQueue<Consumer<WatchListener>> news) {
        pollers.computeIfAbsent(cluster, name -> {
            var poller = new ClusterPoller(mums, name, news::add);
            DaemonThreads.start(poller, "watch-" + name);
            return poller;
        });
    }

    /** Waits for the first news, lets more of it gather, and tells what is not about states. */
    private void await(BlockingQueue<Consumer<WatchListener>> news, WatchListener listener)
            throws InterruptedException {
        var first = news.poll(REREAD.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        first.accept(listener);
        long end = System.nanoTime() + gap.toNanos();
        for (long left; (left = end - System.nanoTime()) > 0; ) {
            var next = news.poll(left, TimeUnit.NANOSECONDS);
            if (next != null) {
                next.accept(listener);
            }
        }
    }

    private static void drain(BlockingQueue<Consumer<WatchListener>> news, WatchListener listener) {
        var all = new ArrayList<Consumer<WatchListener>>();
        news.drainTo(all);
        all.forEach(each -> each.accept(listener));
    }

    private void fetchEnded(
            StatusReport report,
            Set<Long> asked,
            ExecutorService fetching,
            BlockingQueue<Consumer<WatchListener>> news) {
        for (var each : report.experiments()) {
            if (isWorthFetching(each) && asked.add(each.id())) {
                fetching.execute(() -> {
                    for (var results : fetcher.fetch(each.row())) {
                        news.add(listener -> listener.fetched(results));
                    }
                });
            }
        }
    }

    private static boolean isWorthFetching(ExperimentReport each) {
        boolean ran = each.status(AttemptStatus::startedAt).isPresent();
        return each.hasEnded()
                && (ran || each.row().latest().filter(a -> a.attempt() > 1).isPresent());
    }
}
