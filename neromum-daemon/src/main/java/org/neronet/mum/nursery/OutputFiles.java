package org.neronet.mum.nursery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.metric.OutputReader;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mum's own reading of programs' output where no kid does it: the same reader over the same bytes, so the same samples;
 * the ledger passes over those it has.
 */
public final class OutputFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OutputFiles.class);
    private static final int BUFFER = 256 << 10;
    private static final int PAGE = 1_000;
    private static final long MOST_AT_ONCE = 8 << 20;

    private final Ledger ledger;
    private final InstantSource time;
    private final Map<AttemptKey, Map<OutputStreamName, Tail>> tails = new ConcurrentHashMap<>();

    public OutputFiles(Ledger ledger, InstantSource time) {
        this.ledger = ledger;
        this.time = time;
    }

    /** Reads some of what is new in both streams. */
    void readOn(Attempt attempt) throws IOException {
        for (var stream : OutputStreamName.values()) {
            read(attempt, stream, false);
        }
    }

    /** Reads both streams to their ends; everything is durable when this returns. */
    public void readToEnd(Attempt attempt) {
        try {
            for (var stream : OutputStreamName.values()) {
                read(attempt, stream, true);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void keepOnly(Set<AttemptKey> keys) {
        tails.keySet().retainAll(keys);
    }

    private void read(Attempt attempt, OutputStreamName stream, boolean toEnd) throws IOException {
        var tail = tails.computeIfAbsent(attempt.key(), k -> new ConcurrentHashMap<>())
                .computeIfAbsent(stream, s -> new Tail(attempt.plan().metrics()));
        synchronized (tail) {
            try (var channel = FileChannel.open(attempt.folder().output(stream), StandardOpenOption.READ)) {
                // Its size now: what a program left behind might print for ever.
                long end = toEnd ? channel.size() : Math.min(channel.size(), tail.offset + MOST_AT_ONCE);
                feed(attempt, stream, tail, channel, end);
                if (toEnd) {
                    finish(attempt, stream, tail.reader);
                }
            } catch (NoSuchFileException e) {
                LOG.debug("{} has no {} yet", attempt.key(), stream);
            } catch (IOException | RuntimeException e) {
                // The reader may have seen bytes whose samples were not kept.
                tail.beginAgain();
                throw e;
            }
        }
    }

    private void feed(Attempt attempt, OutputStreamName stream, Tail tail, FileChannel channel, long end)
            throws IOException {
        if (tail.offset >= end) {
            return;
        }
        var buffer = ByteBuffer.allocate(BUFFER);
        for (int n; tail.offset < end && (n = channel.read(buffer.clear(), tail.offset)) > 0; ) {
            keep(attempt, stream, tail.reader.feed(buffer.array(), n));
            tail.offset += n;
        }
    }

    private void finish(Attempt attempt, OutputStreamName stream, OutputReader reader) {
        keep(attempt, stream, reader.finish());
        reader.warning()
                .map(text -> new Entry.Happened(new Warned(attempt.key(), time.instant(), text)))
                .ifPresent(entry -> ledger.append(List.of(entry)).join());
    }

    private void keep(Attempt attempt, OutputStreamName stream, List<MetricSample> samples) {
        for (int from = 0, to; from < samples.size(); from = to) {
            to = endOfPage(samples, from);
            var page = samples.subList(from, to);
            ledger.append(List.of(new Entry.Happened(
                            new Metrics(attempt.key(), time.instant(), MetricSource.of(stream), page))))
                    .join();
        }
    }

    /** Samples of one line have one offset; in two entries the second would look like what is known already. */
    private static int endOfPage(List<MetricSample> samples, int from) {
        int to = Math.min(samples.size(), from + PAGE);
        while (to < samples.size()
                && samples.get(to).offset() == samples.get(to - 1).offset()) {
            to++;
        }
        return to;
    }

    private static final class Tail {
        private final List<String> declared;
        private OutputReader reader;
        private long offset;

        Tail(List<String> declared) {
            this.declared = declared;
            beginAgain();
        }

        final void beginAgain() {
            reader = new OutputReader(declared);
            offset = 0;
        }
    }
}
