package org.neronet.man.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neronet.common.json.Json;
import org.neronet.common.testing.FolderState;
import org.neronet.common.testing.GoldenCase;
import org.neronet.common.testing.GoldenCase.Section;
import org.neronet.common.testing.GoldenStage;
import org.neronet.man.config.Problems;
import org.neronet.man.report.Printable;

/**
 * Bad inputs get the answers of {@code src/test/resources/golden}, at once, in little memory and without a trace. With
 * {@code -Dneronet.golden.update=true} what is said now is written there instead, for a person to read through.
 */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden").toAbsolutePath();
    private static final boolean UPDATE = Boolean.getBoolean("neronet.golden.update");
    private static final double LONGEST_SECONDS = 1;
    private static final long MOST_BYTES = 128L << 20;
    private static final int TRIES = 3;

    @TempDir
    Path temporary;

    static Stream<GoldenCase> cases() {
        return GoldenCase.in(FOLDER).stream().filter(each -> !each.isMarked("launcher only"));
    }

    @Test
    void everyInputOfTheTableHasACaseButThoseThatNeedACluster() {
        var numbers = GoldenCase.in(FOLDER).stream().map(GoldenCase::number).collect(Collectors.toSet());
        var missing = IntStream.rangeClosed(1, 40).filter(number -> !numbers.contains(number));

        assertThat(missing).containsExactly(35, 36, 37, 38);
    }

    /** What waits for anything takes no processor time, but ends here. */
    @Timeout(60)
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aBadInputGetsItsAnswer(GoldenCase golden) throws IOException {
        var place = temporary.toRealPath();
        var stage = new GoldenStage(place);
        var neroman = new InProcessNeroman(place, place.resolve("home"));
        var softly = new SoftAssertions();
        var actual =
                golden.with(section -> stage.prepare(section) ? section : answered(golden, section, neroman, softly));
        if (UPDATE) {
            Files.writeString(golden.file(), actual.text());
        } else {
            softly.assertThat(actual.text()).as(golden.toString()).isEqualTo(golden.text());
        }
        softly.assertAll();
    }

    private Section answered(GoldenCase golden, Section section, InProcessNeroman neroman, SoftAssertions softly) {
        if (section.kind().equals("given")) {
            var done = neroman.run(section.words());
            softly.assertThat(done.exit())
                    .as("given %s: %s", section.rest(), done.err())
                    .isZero();
            return section;
        }
        assertThat(section.kind()).isEqualTo("neroman");
        var before = FolderState.of(neroman.folder());
        var done = fastest(section, neroman);
        softly.assertThat(FolderState.of(neroman.folder())).as(section.rest()).isEqualTo(before);
        softly.assertThat(done.exit() == 0 || done.out().isEmpty())
                .as("stdout of " + section.rest())
                .isTrue();
        softly.assertThat(done.seconds()).as("seconds of " + section.rest()).isLessThan(LONGEST_SECONDS);
        if (!golden.isMarked("launcher")) { // There it runs in a heap of that size.
            softly.assertThat(done.allocated()).as("bytes of " + section.rest()).isLessThan(MOST_BYTES);
        }
        if (section.words().get(0).equals("check") && done.exit() != 0) {
            compareTwin(section, done, neroman, softly);
        }
        return new Section(section.kind(), section.rest(), done.lines());
    }

    /** For programs the same is said as JSON. */
    private static void compareTwin(
            Section section, InProcessNeroman.Done done, InProcessNeroman neroman, SoftAssertions softly) {
        var words = new ArrayList<>(section.words());
        words.add("--json");
        var twin = neroman.run(words);
        softly.assertThat(twin.exit()).isEqualTo(done.exit());
        softly.assertThat(twin.err()).isEqualTo(done.err());
        if (!twin.err().contains("--limit:")) { // There was no command line, so no word of it counts.
            var messages =
                    Json.parseObject(twin.out()).objects("errors", error -> Printable.line(error.string("message")));
            softly.assertThat(messages.stream().limit(Problems.SHOWN))
                    .isNotEmpty()
                    .allMatch(message -> done.err().contains(message));
        }
    }

    /** The first run also loads classes, and other people use the machine. */
    private static InProcessNeroman.Done fastest(Section section, InProcessNeroman neroman) {
        var done = neroman.run(section.words());
        for (int i = 1; i < TRIES && done.seconds() >= LONGEST_SECONDS; i++) {
            done = neroman.run(section.words());
        }
        return done;
    }
}
