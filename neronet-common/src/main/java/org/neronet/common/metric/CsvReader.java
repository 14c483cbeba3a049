package org.neronet.common.metric;

/** CSV files: of Lightning, YOLO, Keras, Stable-Baselines and all others; cells parted by {@code , ; |} or a tab. */
public final class CsvReader implements ByteMetricReader {
    @Override
    public String name() {
        return "csv";
    }

    @Override
    public boolean reads(String path, byte[] head) {
        var file = new Head(path, head);
        return file.isNamed(".csv") && file.isText() || file.isTable(',') || file.isTable(';');
    }

    @Override
    public ByteReader start(FileOptions options) {
        return new TextLines(new Table(options.step(), options.delimiter()));
    }
}
