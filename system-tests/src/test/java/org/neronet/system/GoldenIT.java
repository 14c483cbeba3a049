package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final double LONGEST_SECONDS = 1;
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
                golden.isMarked("not by root") && LAB.account().name().equals("root"),
                "root may read and write everything; testbed/ makes another user");
        var place = Files.createDirectories(LAB.stage().user().resolve(golden.toString()));
        LAB.account().own(place);
        run(place, List.of("status")).ok(); // Makes the home, which no bad input should be seen to make.
        double idle = idle(place);

        var actual = golden.with(section -> answered(place, section, idle));

        if (Boolean.getBoolean("neronet.golden.update")) {
            Files.writeString(golden.file(), actual.text());
        }
        assertThat(actual.text()).isEqualTo(golden.text());
        LAB.account().own(place);
    }

    private static double idle(Path place) {
        fastest(place, List.of("status"), 0);
        return seconds();
    }

    private static Section answered(Path place, Section section, double idle) {
        if (new GoldenStage(place).prepare(section)) {
            LAB.account().own(place);
            return section;
        } else if (section.kind().equals("given")) {
            run(place, section.words()).ok();
            return section;
        }
        var before = FolderState.of(place);
        var run = fastest(place, section.words(), idle);
        assertThat(FolderState.of(place)).as("%s", run).isEqualTo(before);
        assertThat(seconds() - idle).as("%s", run).isLessThan(LONGEST_SECONDS);
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
    private static Run fastest(Path place, List<String> words, double idle) {
        var run = run(place, words);
        for (int i = 1; i < TRIES && seconds() - idle >= LONGEST_SECONDS; i++) {
            run = run(place, words);
        }
        return run;
    }

    /** Processor time of the last run, which does not count what else the machine does. */
    private static double seconds() {
        var children = Stage.lines(times()).get(1);
        return Stream.of(children.split(" "))
                .map(time -> time.split("[ms]"))
                .mapToDouble(part -> 60 * Double.parseDouble(part[0]) + Double.parseDouble(part[1]))
                .sum();
    }

    private static Path times() {
        return LAB.stage().user().resolve("times");
    }

    private static Run run(Path place, List<String> words) {
        var environment =
                new HashMap<>(Map.of("NERONET_HOME", place.resolve("home").toString()));
        environment.put(JVM_OPTS, System.getenv().getOrDefault(JVM_OPTS, "") + " -Xmx128m");
        var line = words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
        var script = "cd '" + place + "'; '" + LAB.stage().neroman() + "' " + line + "; code=$?; times > '" + times()
                + "'; exit $code";
        return Run.of(LAB.account(), environment, Neroman.LIMIT, List.of("sh", "-c", script));
    }
}
