package org.neronet.common.follow;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.metric.ApiLines;
import org.neronet.common.metric.FileSamples;
import org.neronet.common.metric.Selection;

/** The files to which the program itself reports: {@code metrics}, and {@code metrics.N} of rank N. */
final class Reports {
    private static final int MAX_FILES = 50;

    private final AttemptFolder folder;
    private final Known known;
    private final Map<MetricSource, Followed> followed = new LinkedHashMap<>();

    Reports(AttemptFolder folder, Known known) {
        this.folder = folder;
        this.known = known;
    }

    Collection<Followed> followed() {
        return followed.values();
    }

    /** Looks for the first of the files; one name costs nothing, so that a report is read at once. */
    void look() {
        if (folder.metrics().toFile().exists()) {
            follow(folder.metrics());
        }
    }

    /** Looks for the files of all ranks. */
    void discover() throws IOException {
        var first = folder.metrics().getFileName().toString();
        var found = new TreeSet<Path>();
        try (var files = Files.newDirectoryStream(folder.root(), first + ".*")) {
            for (Path file : files) {
                if (file.getFileName().toString().matches(first + "\\.\\d{1,6}")) {
                    found.add(file);
                }
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.forEach(this::follow);
    }

    private void follow(Path file) {
        var source = new MetricSource(file.getFileName().toString());
        if (!followed.containsKey(source) && followed.size() < MAX_FILES) {
            var reader = new FileSamples(ApiLines.start(), Selection.ALL);
            followed.put(source, new StreamFollower(source, file, reader, known.offset(source)));
        }
    }
}
