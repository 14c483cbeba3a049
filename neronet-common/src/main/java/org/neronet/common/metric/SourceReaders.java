package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Chooses the readers of each source by what the user said. */
public final class SourceReaders {
    private final MetricsSpec spec;

    public SourceReaders(MetricsSpec spec) {
        this.spec = spec;
    }

    /** The reader of stdout or stderr; what is not to be read is passed through one that finds nothing. */
    public SampleReader stream(String stream) {
        var said = spec.read().stream().filter(read -> read.isStream(stream)).toList();
        if (said.isEmpty() && spec.isAutomatic()) {
            return new OutputReader(spec.only());
        }
        var own = said.stream().filter(read -> read.command().isEmpty()).toList();
        if (own.size() == 1) {
            return lines(own.get(0));
        }
        // What is said of the lines comes first, since auto takes whatever it can.
        var readers = new ArrayList<MetricReader>();
        own.stream().filter(read -> isDeclared(read)).forEach(read -> readers.addAll(readers(read)));
        own.stream().filter(read -> !isDeclared(read)).forEach(read -> readers.addAll(readers(read)));
        return new OutputReader(List.of(), readers);
    }

    /**
     * The reader of a file.
     *
     * @param said what the user said of it; empty when it is known by its name
     * @param head how it begins
     * @return empty when no reader takes it
     */
    public Optional<Found> file(String path, byte[] head, Optional<ReadSpec> said) {
        var options = new FileOptions(path, said.flatMap(ReadSpec::step), said.flatMap(ReadSpec::delimiter));
        var selection = said.map(this::selection).orElse(Selection.of(spec.only()));
        boolean byLines = said.filter(read -> isLines(read)).isPresent();
        var reader = byLines
                ? Optional.<FileMetricReader>empty()
                : said.flatMap(ReadSpec::as).flatMap(FileReaders::named).or(() -> FileReaders.of(path, head));
        if (reader.isPresent()) {
            return Optional.of(found(reader.get(), options, selection));
        }
        boolean wanted = said.isPresent() || KnownFiles.isLog(path);
        return wanted
                ? Optional.of(new Found(
                        "lines",
                        said.map(this::lineSupplier).orElse(() -> new OutputReader(spec.only())),
                        Optional.empty(),
                        options,
                        selection))
                : Optional.empty();
    }

    /**
     * How a file is to be read.
     *
     * @param reader its reader's name
     * @param samples makes a fresh reader, when it grows
     * @param snapshot the reader, when it is written anew each time
     */
    public record Found(
            String reader,
            Supplier<SampleReader> samples,
            Optional<SnapshotMetricReader> snapshot,
            FileOptions options,
            Selection selection) {}

    private static Found found(FileMetricReader reader, FileOptions options, Selection selection) {
        if (reader instanceof SnapshotMetricReader snapshot) {
            return new Found(
                    reader.name(), () -> new OutputReader(List.of()), Optional.of(snapshot), options, selection);
        }
        var bytes = (ByteMetricReader) reader;
        return new Found(
                reader.name(),
                () -> new FileSamples(bytes.start(options), selection),
                Optional.empty(),
                options,
                selection);
    }

    private Supplier<SampleReader> lineSupplier(ReadSpec said) {
        return () -> lines(said);
    }

    private SampleReader lines(ReadSpec said) {
        var file = said.as().flatMap(FileReaders::named);
        if (file.isPresent() && file.get() instanceof ByteMetricReader bytes) {
            var options = new FileOptions(said.from().orElse(""), said.step(), said.delimiter());
            return new FileSamples(bytes.start(options), selection(said));
        }
        boolean plain = said.lines().isEmpty()
                && said.selection().equals(Selection.ALL)
                && said.as().isEmpty();
        return plain ? new OutputReader(spec.only()) : new OutputReader(List.of(), readers(said));
    }

    private List<MetricReader> readers(ReadSpec said) {
        if (said.lines().isPresent()) {
            boolean regex = said.lines().get() instanceof RegexSpec;
            // A regular expression renames its groups by itself.
            var selection = regex ? new Selection(said.selection().only(), Map.of()) : said.selection();
            return List.of(
                    new SelectedReader(regex ? "regex" : "table", said.lines().get()::start, selection));
        }
        var wanted = said.as().filter(name -> !name.equals("auto"));
        var selection = selection(said);
        return OutputReader.installed().stream()
                .filter(LineMetricReader.class::isInstance)
                .filter(reader -> wanted.isEmpty() || reader.name().equals(wanted.get()))
                .<MetricReader>map(reader -> SelectedReader.of((LineMetricReader) reader, selection))
                .toList();
    }

    private Selection selection(ReadSpec said) {
        return said.selection().only().isEmpty()
                ? new Selection(Set.copyOf(spec.only()), said.selection().rename())
                : said.selection();
    }

    private static boolean isDeclared(ReadSpec said) {
        return said.lines().isPresent();
    }

    private static boolean isLines(ReadSpec said) {
        return said.lines().isPresent()
                || said.as().filter(name -> FileReaders.named(name).isEmpty()).isPresent();
    }
}
