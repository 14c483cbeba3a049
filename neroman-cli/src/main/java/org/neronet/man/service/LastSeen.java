package org.neronet.man.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;
import org.neronet.man.link.MumHello;

/** When the history was last level with each cluster, and who mum was then; small files in the cache. */
final class LastSeen {
    private static final Duration GRAIN = Duration.ofSeconds(10);

    /** @param at when all that mum had was taken in */
    record Seen(Instant at, String queue, String host) {}

    private final Path folder;
    private final Map<String, Instant> written = new ConcurrentHashMap<>();

    LastSeen(Path folder) {
        this.folder = folder;
    }

    /** Notes it; at most every 10 s on disk. */
    void note(String cluster, MumHello mum, Instant at) {
        var before = written.get(cluster);
        if (before != null && at.isBefore(before.plus(GRAIN))) {
            return;
        }
        var json = JsonObject.of("at", at).with("queue", mum.queue()).with("host", mum.host());
        try {
            PrivateFolder.ensure(folder);
            AtomicFile.write(file(cluster), json + "\n");
            written.put(cluster, at);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(cluster), e);
        }
    }

    Optional<Seen> of(String cluster) {
        try {
            var json = Json.parseObject(Files.readString(file(cluster)));
            return Optional.of(new Seen(json.instant("at"), json.string("queue"), json.string("host")));
        } catch (NoSuchFileException | JsonException e) {
            return Optional.empty(); // A cache: what is damaged is simply not known.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(cluster), e);
        }
    }

    private Path file(String cluster) {
        return folder.resolve(name(cluster));
    }

    private static String name(String cluster) {
        return "cluster-" + URLEncoder.encode(cluster, StandardCharsets.UTF_8) + ".json";
    }

    /** The names of the files of these clusters. */
    static Set<String> names(Collection<String> clusters) {
        return clusters.stream().map(LastSeen::name).collect(Collectors.toSet());
    }

    /** Whether a file of that name is one of these, of whatever cluster. */
    static boolean isOne(String name) {
        return name.startsWith("cluster-") && name.endsWith(".json");
    }
}
