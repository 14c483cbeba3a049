package org.neronet.kid.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.json.JsonObject;

/** The facts of an attempt's environment: those of its host, its scheduler's variables, the room on its disk. */
final class AttemptFacts {
    private static final String VARIABLE = "var.";

    private AttemptFacts() {}

    static JsonObject of(JsonObject host, ParentFile start, Path folder) throws IOException {
        var scheduler = new TreeMap<String, String>();
        start.fields().forEach((name, value) -> {
            if (name.startsWith(VARIABLE)) {
                scheduler.put(name.substring(VARIABLE.length()), value);
            }
        });
        var disk = Files.getFileStore(folder);
        return host.with("scheduler", JsonObject.ofMap(scheduler))
                .with("disk_free_bytes", disk.getUsableSpace())
                .with("disk_total_bytes", disk.getTotalSpace())
                .with("disk_type", disk.type());
    }
}
