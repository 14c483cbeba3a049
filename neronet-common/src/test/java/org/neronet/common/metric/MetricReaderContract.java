package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every metric reader keeps; a test of a new reader inherits it and says which reader and which of its lines. */
public abstract class MetricReaderContract {
    private static final List<String> PROSE = List.of(
            "",
            " ",
            "Epoch",
            "Downloading shards: done",
            "2026-01-06 11:41:35,418 - __main__ - INFO - 3 of 10 files read in 0.5 s",
            "Traceback (most recent call last):",
            "  File \"/home/u/main.py\", line 12, in <module>",
            "    num_vocab = 50304",
            "def f(x=1, y=2): return x",
            "http://localhost:8080/a?b=3",
            "/data/run-5/out.txt",
            "====================",
            "\u0000\ufffd\ud800");

    /** The reader under test. */
    protected abstract MetricReader reader();

    /** Lines that the reader takes, in the order in which a program prints them. */
    protected abstract List<String> lines();

    @Test
    void theNameIsAPlainWord() {
        assertThat(reader().name()).matches("[a-z][a-z0-9-]*");
    }

    @Test
    void itIsInstalled() {
        assertThat(OutputReader.installed()).extracting(MetricReader::name).contains(reader().name());
    }

    @Test
    void itTakesItsOwnLines() {
        assertThat(readAll(reader().start(Set.of()), lines())).isNotEmpty();
    }

    @Test
    void itLeavesProseAndCode() {
        assertThat(readAll(reader().start(Set.of()), PROSE)).isEmpty();
    }

    @Test
    void readingsHaveNamesAndFiniteSteps() {
        for (var reading : readAll(reader().start(Set.of()), lines())) {
            assertThat(reading.name()).isNotBlank().hasSizeLessThanOrEqualTo(OutputReader.MAX_NAME);
            assertThat(reading.step().orElse(0)).isFinite();
        }
    }

    @Test
    void streamsDoNotKnowOfEachOther() {
        var reader = reader();
        var once = readAll(reader.start(Set.of()), lines());

        assertThat(readAll(reader.start(Set.of()), lines())).isEqualTo(once);
    }

    @Test
    void hostileLinesTakeLinearTimeAndDoNoHarm() {
        var lines = reader().start(Set.of());
        for (var piece : List.of("a=1 ", "a: ", "{\"a\":", "((", "step=1 ", "1e", "a b ", "[[", "- ", "\t", "|", "9")) {
            var hostile = piece.repeat((64 << 10) / piece.length()) + "5";
            assertThatCode(() -> lines.read(hostile)).doesNotThrowAnyException();
        }
    }

    private static List<Reading> readAll(LineReader reader, List<String> lines) {
        return lines.stream().map(reader::read).flatMap(List::stream).toList();
    }
}
