package org.neronet.man.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.man.history.AttemptRow;

/**
 * Where the output of ended attempts is kept here: beside their results, or in the cache when a result has that very name.
 *
 * @param cache the home's cache folder
 */
record LocalLogs(Path cache) {
    /** The output of an attempt, if it was fetched and is still there. */
    Optional<Path> find(AttemptRow attempt, OutputStreamName stream) {
        var cached = cacheFolder(attempt.id(), attempt.attempt()).resolve(name(stream));
        if (Files.isRegularFile(cached)) {
            return Optional.of(cached);
        }
        return attempt.results()
                .map(folder -> Path.of(folder).resolve(name(stream)))
                .filter(Files::isRegularFile);
    }

    /** Where to keep it. */
    Path place(AttemptRow attempt, OutputStreamName stream, Path results, Collection<String> resultPaths) {
        boolean taken =
                resultPaths.stream().anyMatch(path -> path.equals(name(stream)) || path.startsWith(name(stream) + "/"));
        var folder = taken ? cacheFolder(attempt.id(), attempt.attempt()) : results;
        return folder.resolve(name(stream));
    }

    private Path cacheFolder(long id, int attempt) {
        return folder(cache).resolve(id + "-" + attempt);
    }

    /** All that is kept in the cache. */
    static Path folder(Path cache) {
        return cache.resolve("logs");
    }

    private static String name(OutputStreamName stream) {
        return "neronet-" + stream.file() + ".txt";
    }
}
