package org.neronet.kid.read;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.json.JsonObject;
import org.neronet.kid.report.SmallFile;
import org.neronet.kid.report.Spool;

/**
 * Adds to the facts of an attempt's environment what can be seen only while its program runs, once, when that runs for
 * a while. Owned by one thread.
 */
public final class ProgramRecorder {
    static final Duration AFTER = Duration.ofSeconds(5);

    private final AttemptFolder folder;
    private final AttemptKey key;
    private final Spool spool;
    private final SpoolMemory memory;
    private final InstantSource time;
    private final NodeUse node;
    private Optional<CompletableFuture<JsonObject>> facts = Optional.empty();

    public ProgramRecorder(
            AttemptFolder folder, AttemptKey key, Spool spool, SpoolMemory memory, InstantSource time, NodeUse node) {
        this.folder = folder;
        this.key = key;
        this.spool = spool;
        this.memory = memory;
        this.time = time;
        this.node = node;
    }

    /** @param meter of the program, when it is known */
    public void record(Optional<JsonObject> host, ResourceRecorder resources) throws IOException {
        if (memory.hasProgram() || host.isEmpty() || resources.meter().isEmpty()) {
            return;
        }
        var meter = resources.meter().get();
        if (facts.isEmpty() && meter.age(time.instant()).compareTo(AFTER) >= 0) {
            facts = Optional.of(node.facts(meter.tree(time.instant())));
        }
        if (facts.filter(CompletableFuture::isDone).isPresent()) {
            keep(
                    host.get(),
                    facts.get()
                            .exceptionally(e -> JsonObject.of("program", JsonObject.of("fault", e.toString())))
                            .join());
        }
    }

    private void keep(JsonObject host, JsonObject found) throws IOException {
        var start = ParentFile.parse(SmallFile.read(folder.start()).orElse(""));
        var all =
                new LinkedHashMap<>(AttemptFacts.of(host, start, folder.root()).asMap());
        all.putAll(found.asMap());
        var event = new Event.Environment(key, time.instant(), JsonObject.ofMap(all));
        spool.append(event);
        memory.learn(event);
    }
}
