package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neronet.common.process.ShellWords;
import org.neronet.common.testing.FolderState;
import org.neronet.common.testing.GoldenCase;
import org.neronet.common.testing.GoldenCase.Section;
import org.neronet.common.testing.GoldenStage;

/** Bad inputs that try the limits get their golden answers from the real launcher too, in a heap of 128 MiB. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenIT {
    private static final String JVM_OPTS = "NERONET_TEST_JVM_OPTS";
    private static final Path CASES =
            Path.of(System.getProperty("neronet.checkout", "..")).resolve("neroman-cli/src/test/resources/golden");
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int TRIES = 3;

    @RegisterExtension
    static final Lab LAB = Lab.local();

    static Stream<GoldenCase> cases() {
        return GoldenCase.in(CASES).stream()
                .filter(each -> each.isMarked("launcher") || each.isMarked("launcher only"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aBadInputGetsItsAnswer(GoldenCase golden) throws IOException {
        assumeFalse(
                golden.isMarked("launcher only") && LAB.account().name().equals("root"),
                "root may read and write everything; testbed/ makes another user");
        var place = Files.createDirectories(LAB.stage().user().resolve(golden.toString()));
        LAB.account().own(place);
        run(place, List.of("status")).ok(); // Makes the home, which no bad input should be seen to make.
        var idle = fastest(place, List.of("status")).took();

        var actual = golden.with(section -> answered(place, section, idle));

        if (Boolean.getBoolean("neronet.golden.update")) {
            Files.writeString(golden.file(), actual.text());
        }
        assertThat(actual.text()).isEqualTo(golden.text());
        LAB.account().own(place);
    }

    private static Section answered(Path place, Section section, Duration idle) {
        if (new GoldenStage(place).prepare(section)) {
            LAB.account().own(place);
            return section;
        } else if (section.kind().equals("given")) {
            run(place, section.words()).ok();
            return section;
        }
        var before = FolderState.of(place);
        var run = fastest(place, section.words());
        assertThat(FolderState.of(place)).as("%s", run).isEqualTo(before);
        assertThat(run.took().minus(idle)).as("%s", run).isLessThan(LONGEST);
        return new Section(section.kind(), section.rest(), lines(place, run));
    }

    private static List<String> lines(Path place, Run run) {
        var lines = Stream.of(
                        Stream.of("exit " + run.exit()),
                        run.out().lines().map(line -> "stdout: " + line),
                        run.err().lines())
                .flatMap(each -> each)
                .collect(Collectors.joining("\n"));
        return GoldenCase.placeless(lines, place).lines().toList();
    }

    /** Other people use the machine. */
    private static Run fastest(Path place, List<String> words) {
        var run = run(place, words);
        for (int i = 1; i < TRIES && run.took().compareTo(LONGEST) > 0; i++) {
            run = run(place, words);
        }
        return run;
    }

    private static Run run(Path place, List<String> words) {
        var environment =
                new HashMap<>(Map.of("NERONET_HOME", place.resolve("home").toString()));
        environment.put(JVM_OPTS, System.getenv().getOrDefault(JVM_OPTS, "") + " -Xmx128m");
        var line = words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
        var script = "cd '" + place + "' && exec '" + LAB.stage().neroman() + "' " + line;
        return Run.of(LAB.account(), environment, Neroman.LIMIT, List.of("sh", "-c", script));
    }
}
