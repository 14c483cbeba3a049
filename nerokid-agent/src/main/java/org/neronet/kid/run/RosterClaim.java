package org.neronet.kid.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.process.ProcessIdentity;
import org.neronet.kid.report.SmallFile;

/** Which process is the kid of a roster: the file {@code .pid}, {@code pid startMillis}. */
final class RosterClaim {
    private final Path file;
    private final ProcessIdentity self;

    RosterClaim(Path roster, ProcessIdentity self) {
        file = roster.resolve(".pid");
        this.self = self;
    }

    /** Takes the roster unless another living process has it. */
    boolean take() throws IOException {
        var holder = holder();
        if (holder.isPresent() && !holder.get().equals(self) && holder.get().isAlive()) {
            return false;
        }
        AtomicFile.write(file, self.pid() + " " + self.startMillis() + "\n");
        return isHeld();
    }

    /** Whether it is this process; of two that began at once the later one has it. */
    boolean isHeld() throws IOException {
        return holder().filter(self::equals).isPresent();
    }

    void release() throws IOException {
        if (isHeld()) {
            Files.deleteIfExists(file);
        }
    }

    private Optional<ProcessIdentity> holder() throws IOException {
        return SmallFile.read(file)
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,18} \\d{1,18}"))
                .map(text -> text.split(" "))
                .map(parts -> new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
    }
}
