package org.neronet.man.service;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.neronet.common.wire.Call;
import org.neronet.man.config.Clusters;
import org.neronet.man.link.MumHello;
import org.neronet.man.sync.EventSync;

/** The conversations with all clusters, each opened when it is first needed and then shared; safe for many threads. */
final class Mums implements AutoCloseable {
    private final Supplier<Clusters> clusters;
    private final MumOpener opener;
    private final EventSync sync;
    private final LastSeen lastSeen;
    private final InstantSource clock;
    private final Consumer<String> notices;
    private final Map<String, MumLine> lines = new ConcurrentHashMap<>();
    private final Map<String, Object> doors = new ConcurrentHashMap<>();

    /** @param notices hears in one line when a mum has moved to another host */
    Mums(
            Supplier<Clusters> clusters,
            MumOpener opener,
            EventSync sync,
            LastSeen lastSeen,
            InstantSource clock,
            Consumer<String> notices) {
        this.clusters = clusters;
        this.opener = opener;
        this.sync = sync;
        this.lastSeen = lastSeen;
        this.clock = clock;
        this.notices = notices;
    }

    /** The open conversation with a cluster's mum; a lost one is opened anew. */
    MumLine line(String cluster) {
        synchronized (doors.computeIfAbsent(cluster, name -> new Object())) {
            var line = lines.get(cluster);
            if (line != null && line.isOpen()) {
                return line;
            }
            hangUp(cluster);
            var fresh = opener.open(clusters.get().get(cluster));
            lines.put(cluster, fresh);
            tellIfMoved(cluster, fresh.hello());
            return fresh;
        }
    }

    /** Whether there is a conversation that still stands. */
    boolean isOpen(String cluster) {
        var line = lines.get(cluster);
        return line != null && line.isOpen();
    }

    private void tellIfMoved(String cluster, MumHello mum) {
        lastSeen.of(cluster)
                .filter(seen -> seen.queue().equals(mum.queue()) && !seen.host().equals(mum.host()))
                .ifPresent(seen -> notices.accept(cluster + ": mum for " + mum.queue() + " runs on " + mum.host()
                        + " now, before on " + seen.host()));
    }

    /** Takes in what a cluster's mum has, after waiting for news at most that long; tells how many events came. */
    int sync(String cluster, Duration wait) {
        var line = line(cluster);
        int events = sync.follow(
                (request, limit) -> line.call(Call.EVENTS, request, limit),
                line.hello().mumId(),
                cluster,
                wait);
        lastSeen.note(cluster, line.hello(), clock.instant());
        return events;
    }

    void hangUp(String cluster) {
        var line = lines.remove(cluster);
        if (line != null) {
            line.close();
        }
    }

    @Override
    public void close() {
        lines.keySet().forEach(this::hangUp);
    }
}
