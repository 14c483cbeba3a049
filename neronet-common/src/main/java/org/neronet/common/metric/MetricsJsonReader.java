package org.neronet.common.metric;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** One JSON object with the newest values, written anew each time: {@code metrics.json} of DVCLive and others. */
public final class MetricsJsonReader implements SnapshotMetricReader {
    @Override
    public String name() {
        return "json-file";
    }

    @Override
    public boolean reads(String path, byte[] head) {
        var file = new Head(path, head);
        return file.isNamed(".json") && file.line().startsWith("{");
    }

    @Override
    public Optional<List<Reading>> read(byte[] content, FileOptions options) {
        return NumberRow.parse(new String(content, StandardCharsets.UTF_8)).map(row -> row.readings(options.step()));
    }
}
