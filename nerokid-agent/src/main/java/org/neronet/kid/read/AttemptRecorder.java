package org.neronet.kid.read;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.KidOrders;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.json.JsonObject;
import org.neronet.common.metric.OutputReader;
import org.neronet.common.wire.KidMessage;
import org.neronet.kid.report.SmallFile;
import org.neronet.kid.report.Spool;

/** Watches one attempt's files and puts what they say into its spool. Owned by one thread. */
public final class AttemptRecorder {
    private static final int BUFFERS_PER_TURN = 16;

    private final AttemptFolder folder;
    private final KidOrders orders;
    private final Spool spool;
    private final SpoolMemory memory;
    private final InstantSource time;
    private final List<StreamRecorder> streams;
    private Optional<String> exit = Optional.empty();
    private Optional<KidMessage.Exit> end = Optional.empty();

    /** @param memory what the spool says already */
    public AttemptRecorder(
            AttemptFolder folder, KidOrders orders, Spool spool, SpoolMemory memory, InstantSource time) {
        this.folder = folder;
        this.orders = orders;
        this.spool = spool;
        this.memory = memory;
        this.time = time;
        streams = List.of(stream(OutputStreamName.STDOUT), stream(OutputStreamName.STDERR));
    }

    /**
     * Records what is new. Nothing is read before the facts about the host are there, so that they come first.
     *
     * @param buffer scratch space
     * @return whether there is more to read at once
     */
    public boolean record(Optional<JsonObject> hostFacts, byte[] buffer) throws IOException {
        if (end.isPresent() || hostFacts.isEmpty() || !hasBegun()) {
            return false;
        }
        if (!memory.hasEnvironment()) {
            append(environment(hostFacts.get()));
        }
        // What was written before the exit file was there is in the output by now.
        exit = exit.isPresent() ? exit : SmallFile.read(folder.exit());
        boolean more = read(buffer);
        warn();
        if (exit.isPresent() && !more) {
            finish();
        }
        return more;
    }

    /** Whether the program has ended, as far as the parent said. */
    public boolean hasExit() {
        return exit.isPresent();
    }

    /** The end, once all output has been read and is in the spool. */
    public Optional<KidMessage.Exit> end() {
        return end;
    }

    private StreamRecorder stream(OutputStreamName name) {
        var reader = new OutputReader(orders.metrics());
        var source = MetricSource.of(name);
        return new StreamRecorder(source, new OutputTail(folder.output(name), reader, memory.offset(source)));
    }

    private boolean hasBegun() {
        return Files.exists(folder.start()) || Files.exists(folder.exit());
    }

    private Event environment(JsonObject hostFacts) throws IOException {
        var start = ParentFile.parse(SmallFile.read(folder.start()).orElse(""));
        return new Event.Environment(orders.key(), time.instant(), AttemptFacts.of(hostFacts, start, folder.root()));
    }

    private boolean read(byte[] buffer) throws IOException {
        boolean more = false;
        for (var stream : streams) {
            int turns = 0;
            do {
                stream.record(buffer, orders.key(), time, spool);
            } while (!stream.tail().isAtEnd() && ++turns < BUFFERS_PER_TURN);
            more |= !stream.tail().isAtEnd();
        }
        return more;
    }

    private void warn() throws IOException {
        for (var stream : streams) {
            if (stream.tail().isShrunk()) {
                warn(stream.tail().file() + " became shorter while it was read; what was written anew up to that place "
                        + "is not looked at");
            }
            var warning = stream.tail().reader().warning();
            if (warning.isPresent()) {
                warn(stream.tail().file() + ": " + warning.get());
            }
        }
    }

    private void warn(String text) throws IOException {
        if (!memory.hasWarned(text)) {
            append(new Event.Warned(orders.key(), time.instant(), text));
        }
    }

    private void finish() throws IOException {
        for (var stream : streams) {
            stream.finish(orders.key(), time, spool);
        }
        warn();
        end = Optional.of(new KidMessage.Exit(
                exit.orElseThrow(),
                streams.get(0).tail().end(),
                streams.get(1).tail().end()));
    }

    private void append(Event event) throws IOException {
        spool.append(event);
        memory.learn(event);
    }
}
