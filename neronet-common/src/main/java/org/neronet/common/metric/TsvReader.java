package org.neronet.common.metric;

import java.util.Optional;

/** Files with cells parted by tabs: {@code progress.txt} of Spinning Up, plots of DVCLive. */
public final class TsvReader implements ByteMetricReader {
    private static final String DVCLIVE = "plots/metrics/";

    @Override
    public String name() {
        return "tsv";
    }

    @Override
    public boolean reads(String path, byte[] head) {
        var file = new Head(path, head);
        return file.isNamed(".tsv") && file.isText() || file.isTable('\t');
    }

    @Override
    public ByteReader start(FileOptions options) {
        var table = new Table(options.step(), Optional.of(options.delimiter().orElse('\t')));
        return new TextLines(dvclive(options.path())
                .<LineReader>map(name -> named(table, name))
                .orElse(table));
    }

    /** DVCLive says a metric's whole name only in the path: {@code dvclive/plots/metrics/train/acc.tsv}. */
    private static Optional<String> dvclive(String path) {
        int at = path.lastIndexOf(DVCLIVE);
        boolean whole = at >= 0 && path.endsWith(".tsv");
        return whole
                ? Optional.of(path.substring(at + DVCLIVE.length(), path.length() - ".tsv".length()))
                : Optional.empty();
    }

    private static LineReader named(Table table, String name) {
        var last = name.substring(name.lastIndexOf('/') + 1);
        return line -> table.read(line)
                .map(readings -> readings.stream()
                        .map(reading -> reading instanceof Reading.Value value
                                        && value.name().equals(last)
                                ? new Reading.Value(name, value.step(), value.value())
                                : reading)
                        .toList());
    }
}
