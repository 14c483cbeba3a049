package org.neronet.kid.read;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.KidOrders;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.follow.AttemptFollower;
import org.neronet.common.follow.SampleListener;
import org.neronet.common.json.JsonObject;
import org.neronet.common.metric.Reading;
import org.neronet.common.wire.KidMessage;
import org.neronet.kid.report.SmallFile;
import org.neronet.kid.report.Spool;

/** Watches one attempt's files and puts what they say into its spool. Owned by one thread. */
public final class AttemptRecorder {
    private static final int BUFFERS_PER_TURN = 16;

    /** A bar moves many times a second; nobody looks that often. */
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(2);

    private final AttemptFolder folder;
    private final KidOrders orders;
    private final Spool spool;
    private final SpoolMemory memory;
    private final InstantSource time;
    private final AttemptFollower follower;
    private final List<SampleListener> listeners = new ArrayList<>();
    private Instant progressAt = Instant.MIN;
    private Optional<Reading.Progress> progress;
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
        progress = memory.progress();
        follower = AttemptFollower.of(folder, orders.watch(), orders.metrics(), memory)
                .withCommands();
    }

    /** Everything that is recorded from now on is told to this one too. */
    public void listen(SampleListener listener) {
        listeners.add(listener);
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
        boolean ended = exit.isPresent();
        exit = ended ? exit : SmallFile.read(folder.exit());
        boolean more = read(buffer, !ended && exit.isPresent());
        tell(false);
        if (exit.isPresent() && !more && follower.settle()) {
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

    private boolean hasBegun() {
        return Files.exists(folder.start()) || Files.exists(folder.exit());
    }

    private Event environment(JsonObject hostFacts) throws IOException {
        var start = ParentFile.parse(SmallFile.read(folder.start()).orElse(""));
        return new Event.Environment(orders.key(), time.instant(), AttemptFacts.of(hostFacts, start, folder.root()));
    }

    private boolean read(byte[] buffer, boolean discover) throws IOException {
        keep();
        if (discover) {
            follower.discover();
        }
        int turns = 0;
        do {
            follower.read(buffer);
            keep();
        } while (!follower.isAtEnd() && ++turns < BUFFERS_PER_TURN);
        return !follower.isAtEnd();
    }

    /** The one place where samples become events: on disk first, then to those who listen. */
    private void keep() throws IOException {
        for (var batch = follower.found().peek();
                batch != null;
                batch = follower.found().peek()) {
            append(new Event.Metrics(orders.key(), time.instant(), batch.source(), batch.samples()));
            follower.found().remove();
            for (var listener : listeners) {
                listener.sampled(batch.source(), batch.samples());
            }
        }
    }

    private void tell(boolean last) throws IOException {
        var now = follower.progress();
        if (now.isPresent() && !now.equals(progress) && (last || !time.instant().isBefore(progressAt))) {
            progressAt = time.instant().plus(PROGRESS_EVERY);
            append(new Event.Progress(
                    orders.key(), time.instant(), now.get().done(), now.get().total()));
            progress = now;
        }
        for (var text : follower.warnings()) {
            if (!memory.hasWarned(text)) {
                append(new Event.Warned(orders.key(), time.instant(), text));
            }
        }
    }

    private void finish() throws IOException {
        follower.finish();
        keep();
        tell(true);
        end = Optional.of(new KidMessage.Exit(
                exit.orElseThrow(), follower.end(OutputStreamName.STDOUT), follower.end(OutputStreamName.STDERR)));
    }

    private void append(Event event) throws IOException {
        spool.append(event);
        memory.learn(event);
    }
}
