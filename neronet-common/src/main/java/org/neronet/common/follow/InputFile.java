package org.neronet.common.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neronet.common.disk.IgnorePatterns;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.OutputStreamName;

/** The file that a command reads: an output stream, or the newest one in the working folder that fits a pattern. */
final class InputFile {
    private final AttemptFolder folder;
    private final Optional<String> from;
    private Path last = Path.of("");
    private long size = -1;
    private long modified = -1;

    InputFile(AttemptFolder folder, Optional<String> from) {
        this.folder = folder;
        this.from = from;
    }

    /** The file, when it is there and changed since the last call. */
    Optional<Path> changed() throws IOException {
        var file = from.isEmpty() ? Optional.<Path>empty() : find(from.get());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        long sizeNow = Files.size(file.get());
        long modifiedNow = Files.getLastModifiedTime(file.get()).toMillis();
        boolean changed = sizeNow > 0 && (sizeNow != size || modifiedNow != modified || !last.equals(file.get()));
        size = sizeNow;
        modified = modifiedNow;
        last = file.get();
        return changed ? file : Optional.empty();
    }

    private Optional<Path> find(String place) throws IOException {
        for (var stream : OutputStreamName.values()) {
            if (stream.file().equals(place)) {
                return Optional.of(folder.output(stream)).filter(Files::exists);
            }
        }
        if (!Files.exists(folder.start())) {
            return Optional.empty();
        }
        var pattern = IgnorePatterns.of(List.of(place));
        var found = new WorkFolder(folder.work(), name -> pattern.excludes(name, () -> false))
                .changedSince(Files.getLastModifiedTime(folder.start()));
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.get(found.size() - 1).path());
    }
}
