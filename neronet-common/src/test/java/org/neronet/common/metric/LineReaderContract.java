package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every reader of lines keeps; a test of a new reader inherits it and says which reader and which of its lines. */
public abstract class LineReaderContract {
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
    protected abstract LineMetricReader reader();

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
        assertThat(readAll(start(), lines())).isNotEmpty();
    }

    @Test
    void itLeavesProseAndCode() {
        assertThat(readAll(start(), PROSE)).isEmpty();
    }

    @Test
    void readingsHaveNamesAndFiniteSteps() {
        for (var reading : readAll(start(), lines())) {
            if (reading instanceof Reading.Value value) {
                assertThat(value.name()).isNotBlank().hasSizeLessThanOrEqualTo(OutputReader.MAX_NAME);
                assertThat(value.step().orElse(0)).isFinite();
            } else if (reading instanceof Reading.Progress progress) {
                assertThat(progress.total()).isPositive();
                assertThat(progress.done()).isBetween(0L, progress.total());
            }
        }
    }

    @Test
    void streamsDoNotKnowOfEachOther() {
        var reader = reader();
        var once = readAll(start(reader), lines());

        assertThat(readAll(start(reader), lines())).isEqualTo(once);
    }

    @Test
    void hostileLinesTakeLinearTimeAndDoNoHarm() {
        var lines = start();
        for (var piece : List.of("a=1 ", "a: ", "{\"a\":", "((", "step=1 ", "1e", "a b ", "[[", "- ", "\t", "|", "9")) {
            var hostile = piece.repeat((64 << 10) / piece.length()) + "5";
            assertThatCode(() -> lines.read(hostile)).doesNotThrowAnyException();
        }
    }

    private LineReader start() {
        return start(reader());
    }

    private static LineReader start(LineMetricReader reader) {
        return reader.start(new StreamContext(Set.of()));
    }

    private static List<Reading> readAll(LineReader reader, List<String> lines) {
        return lines.stream()
                .map(reader::read)
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .toList();
    }
}
