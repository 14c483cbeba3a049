package org.neronet.common.follow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.metric.ApiLines;
import org.neronet.common.metric.FileSamples;
import org.neronet.common.metric.MetricsSpec;
import org.neronet.common.metric.Reading;
import org.neronet.common.metric.Selection;
import org.neronet.common.metric.SourceReaders;

/**
 * Follows all that one attempt writes: stdout, stderr, the files of its reports, and files that it makes. The batches
 * found stay here until they are taken, so that a caller whose disk is full loses none. Owned by one thread.
 */
public final class AttemptFollower {
    private static final int MAX_RANKS = 50;

    private final AttemptFolder folder;
    private final Known known;
    private final MetricNames names;
    private final WorkFiles files;
    private final List<StreamFollower> streams;
    private final Map<MetricSource, Followed> reports = new HashMap<>();
    private final Map<MetricSource, Reading.Progress> told = new HashMap<>();
    private final Queue<Batch> found = new ArrayDeque<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private Optional<Reading.Progress> progress = Optional.empty();

    /**
     * @param spec where metrics are read
     * @param known what earlier readings found
     */
    public AttemptFollower(AttemptFolder folder, MetricsSpec spec, Known known) {
        this.folder = folder;
        this.known = known;
        names = new MetricNames(spec.ignore());
        files = new WorkFiles(folder, spec, known);
        var readers = new SourceReaders(spec);
        streams = List.of(stream(OutputStreamName.STDOUT, readers), stream(OutputStreamName.STDERR, readers));
    }

    private StreamFollower stream(OutputStreamName name, SourceReaders readers) {
        var source = MetricSource.of(name);
        return new StreamFollower(source, folder.output(name), readers.stream(name.file()), known.offset(source));
    }

    /** Reads every source on by one buffer; what is found is added to {@link #found}. */
    public void read(byte[] buffer) throws IOException {
        // A look at one name costs nothing, so a report is read at once.
        if (folder.metrics().toFile().exists()) {
            report(folder.metrics().getFileName().toString());
        }
        for (var source : sources()) {
            found.addAll(Batch.of(source.source(), names.wanted(source.source(), source.read(buffer))));
            look(source);
        }
    }

    /** Looks for files that are new; takes a directory listing, so not to be done at each {@link #read}. */
    public void discover() throws IOException {
        for (var rank : ranks()) {
            report(rank);
        }
        files.discover();
        files.warning().ifPresent(warnings::add);
    }

    private void report(String name) {
        var source = new MetricSource(name);
        if (!reports.containsKey(source) && reports.size() < MAX_RANKS) {
            var reader = new FileSamples(ApiLines.start(), Selection.ALL);
            reports.put(source, new StreamFollower(source, folder.root().resolve(name), reader, known.offset(source)));
        }
    }

    /** Whether everything that was there at the last look is read. */
    public boolean isAtEnd() {
        return sources().stream().allMatch(Followed::isAtEnd);
    }

    /** From now on nothing is read that is not there now: what a program left behind might print for ever. */
    public void freeze() throws IOException {
        for (var source : sources()) {
            source.freeze();
        }
    }

    /** No more bytes will come: reads what last lines without an end say. */
    public void finish() throws IOException {
        for (var source : sources()) {
            found.addAll(Batch.of(source.source(), names.wanted(source.source(), source.finish())));
            look(source);
        }
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

    private List<Followed> sources() {
        var all = new ArrayList<Followed>(streams);
        all.addAll(reports.values());
        all.addAll(files.followed());
        return all;
    }

    private void look(Followed source) {
        warnings.addAll(source.warnings());
        var now = source.progress();
        if (now.isPresent() && !now.get().equals(told.put(source.source(), now.get()))) {
            progress = now;
        }
    }

    private Set<String> ranks() throws IOException {
        var names = new TreeSet<String>();
        var first = folder.metrics().getFileName().toString();
        try (var files = Files.newDirectoryStream(folder.root(), first + "*")) {
            for (Path file : files) {
                var name = file.getFileName().toString();
                if (name.equals(first) || name.matches(first + "\\.\\d{1,6}")) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            return names;
        } catch (DirectoryIteratorException | UncheckedIOException e) {
            throw new IOException("cannot list " + folder.root(), e);
        }
        return names;
    }
}
