package org.neronet.common.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.disk.IgnorePatterns;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.metric.FileMetricReader;
import org.neronet.common.metric.KnownFiles;
import org.neronet.common.metric.MetricsSpec;
import org.neronet.common.metric.ReadSpec;
import org.neronet.common.metric.SourceReaders;

/** The files in the working folder that are followed. */
final class WorkFiles {
    /** Most files of one attempt. */
    static final int MAX_FILES = 50;

    private record Wanted(IgnorePatterns pattern, ReadSpec said) {}

    private final AttemptFolder folder;
    private final MetricsSpec spec;
    private final Known known;
    private final List<Wanted> wanted;
    private final WorkFolder work;
    private final Set<String> seen = new HashSet<>();
    private final Map<MetricSource, Followed> followed = new LinkedHashMap<>();
    private boolean tooMany;

    WorkFiles(AttemptFolder folder, MetricsSpec spec, Known known) {
        this.folder = folder;
        this.spec = spec;
        this.known = known;
        wanted = spec.read().stream()
                .filter(read -> read.isFile() && read.command().isEmpty())
                .map(read -> new Wanted(IgnorePatterns.of(List.of(read.from().orElseThrow())), read))
                .toList();
        work = new WorkFolder(
                folder.work(),
                name -> spec.isAutomatic() && KnownFiles.has(name) || said(name).isPresent());
    }

    Collection<Followed> followed() {
        return followed.values();
    }

    /** Looks for files that are new. */
    void discover() throws IOException {
        if (!Files.exists(folder.start())) {
            return;
        }
        for (var item : work.changedSince(Files.getLastModifiedTime(folder.start()))) {
            if (!seen.contains(item.name())) {
                discovered(item);
            }
        }
    }

    Optional<String> warning() {
        return tooMany
                ? Optional.of("more than " + MAX_FILES + " files with metrics; the others are not read."
                        + " Name those that matter under metrics: read")
                : Optional.empty();
    }

    private void discovered(WorkFolder.Item item) throws IOException {
        var head = head(item.path());
        var said = said(item.name());
        var found = new SourceReaders(spec).file(item.name(), head, said);
        boolean readable = head.length > 0
                && found.filter(f -> said.isPresent() || KnownFiles.mayBe(item.name(), f.reader()))
                        .isPresent();
        if (!readable) {
            return;
        }
        if (seen.size() >= MAX_FILES) {
            tooMany = true;
            return;
        }
        seen.add(item.name());
        follow(item, found.get());
    }

    private void follow(WorkFolder.Item item, SourceReaders.Found found) throws IOException {
        var run = KnownFiles.run(item.name(), found.reader());
        var source = MetricSource.file(run.orElse(item.name()));
        if (found.snapshot().isPresent()) {
            followed.put(
                    source,
                    new SnapshotFollower(
                            source, item.path(), found.snapshot().get(), found.options(), found.selection(), known));
        } else if (run.isPresent()) {
            var follower = followed.computeIfAbsent(source, s -> new FileFollower(s, found.samples(), known));
            ((FileFollower) follower).add(item.path());
        } else {
            followed.put(source, new FileFollower(source, found.samples(), known).only(item.path()));
        }
    }

    private Optional<ReadSpec> said(String name) {
        return wanted.stream()
                .filter(item -> item.pattern().excludes(name, () -> false))
                .map(Wanted::said)
                .findFirst();
    }

    private static byte[] head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(FileMetricReader.HEAD);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }
}
