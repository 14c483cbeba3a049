package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reader on the nodes of a real scheduler; what was read is looked up by the program sqlite3. */
@Tag("slurm")
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesOtherCluster
class ReadersIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    /** Without those of what the programs use, which nobody can foresee. */
    private static final String QUERY = """
            SELECT stream || '|' || name || '|' || quote(step) || '|' || quote(value) FROM metric
            WHERE experiment = %d AND stream <> 'resources' ORDER BY rowid""";

    @RegisterExtension
    static final Lab LAB = Lab.withOtherCluster();

    private Formats formats;
    private List<Long> ids;

    static List<String> programs() {
        var all = new ArrayList<>(Formats.PLAIN);
        all.addAll(List.of("declared", "reports", "original"));
        return all;
    }

    @BeforeAll
    void everyProgramRuns() {
        assumeTrue(
                Run.of(LAB.account(), LIMIT, "sh", "-c", "command -v sqlite3").exit() == 0, "needs sqlite3");
        formats = new Formats(LAB.stage());
        var config = new ArrayList<>(
                List.of("env: {EXPECTED: '" + formats.noted() + "'}", "required_files: [programs.py, my_reader.py]"));
        for (var program : programs()) {
            config.add("+" + program + ":");
            config.add("  command: python3 programs.py " + program);
            config.addAll(configuration(program));
        }
        var folder = LAB.stage().experiment("readers", config);
        formats.copy(folder);
        LAB.neroman().addCluster("triton", "triton", "slurm");
        ids = LAB.neroman().add(folder);
        LAB.neroman()
                .run("submit", "triton", ids.get(0) + "-" + ids.get(ids.size() - 1))
                .ok();
        LAB.neroman().awaitStates(ids, "finished", LIMIT);
    }

    private static List<String> configuration(String program) {
        return switch (program) {
            case "declared" ->
                List.of(
                        "  metrics:",
                        "    read:",
                        "      - {from: stdout, regex: 'Epoch (?<epoch>\\d+).*IoU=(?<iou>[0-9.]+)'}",
                        "      - {from: run.txt, as: table, start: '^Iter', end: '^Done'}",
                        "      - {from: energy.dat, command: \"awk '{print \\\"energy\\\", $2}'\"}");
            case "original" ->
                List.of(
                        "  output_line_processor: {stdout.log: my_reader read_line}",
                        "  output_file_processor: {out.txt: my_reader read_file \"a b\"}");
            default -> List.of();
        };
    }

    private static Map<String, Set<Formats.Point>> recorded(long id) {
        var file = LAB.neroman().home().resolve("history.db").toString();
        var points = new TreeMap<String, Set<Formats.Point>>();
        Run.of(LAB.account(), LIMIT, "sqlite3", "-readonly", file, QUERY.formatted(id))
                .ok()
                .lines()
                .forEach(line -> Formats.Point.addTo(points, line));
        return points;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void whatWasComputedIsInTheHistory(String program) {
        var id = ids.get(programs().indexOf(program));

        assertThat(recorded(id)).isEqualTo(formats.of(program));
    }
}
