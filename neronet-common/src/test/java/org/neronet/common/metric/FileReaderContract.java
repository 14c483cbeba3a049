package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.MetricSample;

/** What every reader of files keeps; a test of a new reader inherits it and says which reader and which file of its. */
public abstract class FileReaderContract {
    /** The reader under test. */
    protected abstract FileMetricReader reader();

    /** The path of a file of its. */
    protected abstract String path();

    /** The file's content. */
    protected abstract byte[] file();

    @Test
    void theNameIsAPlainWordAndItIsInstalled() {
        assertThat(reader().name()).matches("[a-z][a-z0-9-]*");
        assertThat(FileReaders.named(reader().name())).isPresent();
    }

    @Test
    void itRecognisesItsOwnFileBeforeAllOthers() {
        assertThat(FileReaders.of(path(), head(file())))
                .get()
                .extracting(MetricReader::name)
                .isEqualTo(reader().name());
    }

    @Test
    void recognisingNeverThrows() {
        for (var hostile : hostile()) {
            for (var name : List.of("", "a", "a/b.csv", "metrics.json", "x.tsv", "events.out.tfevents.1")) {
                assertThatCode(() -> reader().reads(name, hostile)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void itReadsItsOwnFile() {
        assertThat(all(file(), file().length)).isNotEmpty().allSatisfy(sample -> {
            assertThat(sample.name()).isNotBlank().hasSizeLessThanOrEqualTo(OutputReader.MAX_NAME);
            assertThat(sample.step()).isFinite();
        });
    }

    @Test
    void itDoesNotMatterHowTheBytesComeInPieces() {
        var whole = all(file(), file().length);
        for (int size : new int[] {1, 2, 3, 7, 100}) {
            assertThat(all(file(), size)).isEqualTo(whole);
        }
    }

    @Test
    void aFileCutAnywhereSaysNothingThatTheWholeDoesNot() {
        var whole = all(file(), file().length);
        for (int end = 0; end < file().length; end++) {
            var part = unfinished(Arrays.copyOf(file(), end));
            assertThat(part).isEqualTo(whole.subList(0, part.size()));
        }
    }

    @Test
    void hostileBytesDoNoHarm() {
        for (var hostile : hostile()) {
            assertThatCode(() -> all(hostile, 8192)).doesNotThrowAnyException();
        }
    }

    @Test
    void aDamagedFileDoesNoHarm() {
        var random = new Random(7);
        for (int round = 0; round < 500; round++) {
            var damaged = file();
            for (int i = 0; i < 3; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> all(damaged, 4096)).doesNotThrowAnyException();
        }
    }

    private static List<byte[]> hostile() {
        var all = new ArrayList<byte[]>();
        all.add(new byte[0]);
        for (var piece : List.of(
                "{",
                "[",
                "{\"a\":",
                "\"",
                ",",
                "\t",
                "a,b\n1,2,\n",
                "1 ",
                "\n",
                "a\u0000",
                "9",
                "\\",
                "@ s0 legend \"",
                "#")) {
            all.add(piece.repeat((1 << 20) / piece.length()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        for (int seed = 0; seed < 20; seed++) {
            var bytes = new byte[20_000];
            new Random(seed).nextBytes(bytes);
            all.add(bytes);
        }
        var bad = new byte[10_000];
        Arrays.fill(bad, (byte) 0xff);
        all.add(bad);
        return all;
    }

    /** All samples of the file, fed in pieces of that size. */
    protected final List<MetricSample> all(byte[] file, int size) {
        return read(file, size, true);
    }

    private List<MetricSample> unfinished(byte[] file) {
        return read(file, Math.max(1, file.length), false);
    }

    private List<MetricSample> read(byte[] file, int size, boolean finish) {
        if (reader() instanceof SnapshotMetricReader snapshot) {
            var collector = new SampleCollector(Selection.ALL);
            snapshot.read(file, FileOptions.of(path())).ifPresent(all -> all.forEach(r -> collector.take(r, 1)));
            return collector.drain();
        }
        var samples = new FileSamples(((ByteMetricReader) reader()).start(FileOptions.of(path())), Selection.ALL);
        var found = new ArrayList<MetricSample>();
        for (int from = 0; from < file.length; from += size) {
            var piece = Arrays.copyOfRange(file, from, Math.min(file.length, from + size));
            found.addAll(samples.feed(piece, piece.length));
        }
        if (finish) {
            found.addAll(samples.finish());
        }
        return found;
    }

    private static byte[] head(byte[] file) {
        return Arrays.copyOf(file, Math.min(file.length, FileMetricReader.HEAD));
    }
}
