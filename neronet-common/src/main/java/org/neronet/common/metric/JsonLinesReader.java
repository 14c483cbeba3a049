package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;

/** One JSON object per line, as Detectron2, DeiT, MAE and MMEngine write them; nested keys are joined by {@code /}. */
public final class JsonLinesReader implements ByteMetricReader {
    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public boolean reads(String path, byte[] head) {
        var file = new Head(path, head);
        if (!file.line().startsWith("{")) {
            return false;
        }
        return file.hasLine()
                ? NumberRow.parse(file.line()).isPresent()
                : file.isNamed(".jsonl") || file.isNamed(".ndjson") || file.isNamed("log.txt");
    }

    @Override
    public ByteReader start(FileOptions options) {
        return new TextLines(line -> Optional.of(
                NumberRow.parse(line).map(row -> row.readings(options.step())).orElse(List.of())));
    }
}
