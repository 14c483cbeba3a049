package org.neronet.common.follow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.json.JsonObject;
import org.neronet.common.metric.MetricsSpec;
import org.neronet.common.metric.Reading;
import org.neronet.common.metric.SourceReaders;

/**
 * Follows all that one attempt writes: stdout, stderr, the files of its reports, and files that it makes. The batches
 * found stay here until they are taken, so that a caller whose disk is full loses none. Owned by one thread.
 */
public final class AttemptFollower {
    private static final long SETTLE_NANOS = 8_000_000_000L;

    private final AttemptFolder folder;
    private final MetricsSpec spec;
    private final Known known;
    private final List<CommandFollower> commands = new ArrayList<>();
    private Optional<Long> settlingSince = Optional.empty();
    private final MetricNames names;
    private final WorkFiles files;
    private final List<StreamFollower> streams;
    private final Reports reports;
    private final Rhythm rhythm = new Rhythm();
    private final Set<Followed> failed = new HashSet<>();
    private boolean filesDue;
    private final Map<MetricSource, Reading.Progress> told = new HashMap<>();
    private final Queue<Batch> found = new ArrayDeque<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private Optional<Reading.Progress> progress = Optional.empty();

    /**
     * Follows an attempt as its user wanted; when what she wrote cannot be read, by itself, with a warning.
     *
     * @param watch as {@link org.neronet.common.experiment.AttemptPlan#watch}
     * @param declared the metric names wanted; empty for all
     */
    public static AttemptFollower of(AttemptFolder folder, JsonObject watch, List<String> declared, Known known) {
        try {
            return new AttemptFollower(folder, MetricsSpec.of(watch, declared), known);
        } catch (IllegalArgumentException e) {
            var follower = new AttemptFollower(folder, MetricsSpec.automatic(declared), known);
            follower.warnings.add("metrics are read as if nothing was said of them: " + e.getMessage());
            return follower;
        }
    }

    /** Runs the user's programs that read metrics too; only where the attempt itself runs. */
    public AttemptFollower withCommands() {
        for (var said : spec.read()) {
            if (said.command().isPresent()) {
                commands.add(new CommandFollower(folder, said, commands.size() + 1, known));
            }
        }
        return this;
    }

    /**
     * @param spec where metrics are read
     * @param known what earlier readings found
     */
    AttemptFollower(AttemptFolder folder, MetricsSpec spec, Known known) {
        this.folder = folder;
        this.spec = spec;
        this.known = known;
        reports = new Reports(folder, known);
        names = new MetricNames(spec.ignore());
        files = new WorkFiles(folder, spec, known);
        var readers = new SourceReaders(spec);
        streams = List.of(stream(OutputStreamName.STDOUT, readers), stream(OutputStreamName.STDERR, readers));
    }

    private StreamFollower stream(OutputStreamName name, SourceReaders readers) {
        var source = MetricSource.of(name);
        return new StreamFollower(source, folder.output(name), readers.stream(name.file()), known.offset(source));
    }

    /**
     * Reads every source on by one buffer; what is found is added to {@link #found}. Files in the working folder are
     * looked at when it is time to.
     *
     * @throws IOException when stdout, stderr or a report cannot be read; what is wrong with others is a warning
     */
    public void read(byte[] buffer) throws IOException {
        reports.look();
        if (rhythm.isDue()) {
            discover();
        }
        for (var source : sources()) {
            take(source, source.read(buffer));
        }
        if (filesDue) {
            for (var file : files.followed()) {
                tryTo(() -> takeNews(file, file.read(buffer)), file);
            }
            filesDue = !files.followed().stream().allMatch(file -> file.isAtEnd() || failed.contains(file));
        }
        for (var command : commands) {
            tryTo(() -> takeNews(command, command.read(buffer)), command);
        }
    }

    /** Looks for files that are new now, and at those known when it is read on. */
    public void discover() throws IOException {
        long begun = System.nanoTime();
        reports.discover();
        try {
            files.discover();
        } catch (IOException e) {
            warnings.add("cannot look through the working folder: " + e);
        }
        files.warning().ifPresent(warnings::add);
        filesDue = true;
        rhythm.looked(begun);
    }

    /** Whether everything that was there at the last look is read. */
    public boolean isAtEnd() {
        return !filesDue && sources().stream().allMatch(Followed::isAtEnd);
    }

    /** From now on nothing is read that is not there now: what a program left behind might print for ever. */
    public void freeze() throws IOException {
        for (var source : sources()) {
            source.freeze();
        }
        files.followed().forEach(file -> tryTo(file::freeze, file));
    }

    /**
     * The program has ended and all is read: lets the user's programs look once more, for at most 8 s.
     *
     * @return whether that is done; else {@link #read} goes on
     */
    public boolean settle() {
        long now = System.nanoTime();
        settlingSince = settlingSince.or(() -> Optional.of(now));
        boolean late = now - settlingSince.get() > SETTLE_NANOS;
        boolean done = true;
        for (var command : commands) {
            if (!command.settle()) {
                done = false;
                if (late) {
                    command.abandon();
                    look(command);
                }
            }
        }
        return done || late;
    }

    /** No more bytes will come: reads what last lines without an end say. */
    public void finish() throws IOException {
        for (var source : sources()) {
            take(source, source.finish());
        }
        files.followed().forEach(file -> tryTo(() -> take(file, file.finish()), file));
    }

    /** What was found and not taken yet, in reading order; the caller removes what is safe. */
    public Queue<Batch> found() {
        return found;
    }

    /** How far the program said it is, the last time, wherever. */
    public Optional<Reading.Progress> progress() {
        return progress;
    }

    /** What the user should know; grows. */
    public Set<String> warnings() {
        return warnings;
    }

    /** How much of an output stream can be had in full, bytes. */
    public long end(OutputStreamName stream) {
        return streams.get(stream.ordinal()).end();
    }

    /** Those whose faults are faults of the attempt. */
    private List<Followed> sources() {
        var all = new ArrayList<Followed>(streams);
        all.addAll(reports.followed());
        return all;
    }

    private interface Step {
        void run() throws IOException;
    }

    /** One file that cannot be read must not keep the others from being read. */
    private void tryTo(Step step, Followed source) {
        try {
            step.run();
            failed.remove(source);
        } catch (IOException | UncheckedIOException e) {
            failed.add(source);
            warnings.add("cannot read " + source.source().name() + ": " + e.getMessage());
        }
    }

    private void takeNews(Followed source, List<MetricSample> samples) {
        if (!samples.isEmpty()) {
            rhythm.news();
        }
        take(source, samples);
    }

    private void take(Followed source, List<MetricSample> samples) {
        found.addAll(Batch.of(source.source(), names.wanted(source.source(), samples)));
        look(source);
    }

    private void look(Followed source) {
        warnings.addAll(source.warnings());
        var now = source.progress();
        if (now.isPresent() && !now.get().equals(told.put(source.source(), now.get()))) {
            progress = now;
        }
    }
}
