package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;
import org.neronet.common.event.MetricSample;

/** The samples of one file that grows. */
public final class FileSamples implements SampleReader {
    private final ByteReader reader;
    private final SampleCollector collector;

    public FileSamples(ByteReader reader, Selection selection) {
        this.reader = reader;
        collector = new SampleCollector(selection);
    }

    @Override
    public List<MetricSample> feed(byte[] buffer, int length) {
        reader.feed(buffer, length, collector);
        return collector.drain();
    }

    @Override
    public List<MetricSample> finish() {
        reader.finish(collector);
        return collector.drain();
    }

    @Override
    public Optional<Reading.Progress> progress() {
        return collector.progress();
    }

    @Override
    public Optional<String> warning() {
        return reader.warning().or(collector::warning);
    }
}
