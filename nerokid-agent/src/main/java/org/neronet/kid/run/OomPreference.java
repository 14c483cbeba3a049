package org.neronet.kid.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Sees to it that the kid goes before the user's program when memory runs out. */
final class OomPreference {
    private OomPreference() {}

    /** @param file {@code /proc/self/oom_score_adj} */
    static void offer(Path file, Consumer<String> log) {
        try {
            Files.writeString(file, "1000");
        } catch (IOException e) {
            log.accept("cannot set " + file + ": " + e.getMessage());
        }
    }
}
