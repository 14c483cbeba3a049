package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.OutputStreamName;

/**
 * A light program that notes its start, prints {@code loss N.5} at a steady pace and leaves with a given code, at the
 * earliest when the gate is open.
 *
 * @param gate a file for which it waits
 */
record Ticks(Lab lab, Path folder, Path starts, Path gate) {
    private static final String SCRIPT = """
            echo "$NERONET_ID $NERONET_ATTEMPT ${SLURM_ARRAY_JOB_ID-}" >>"$STARTS"
            i=0
            while [ "$i" -lt "$1" ] || ! [ -e "$GATE" ]; do
              echo "loss $i.5"
              echo "tick number $i of many words" >&2
              i=$((i + 1))
              sleep 0.2
            done
            exit "$2"
            """;

    /** A folder with that many experiments that print three values each. */
    static Ticks brief(Lab lab, String name, int experiments) {
        var ticks = make(lab, name, experiments, 3, 0);
        ticks.open();
        return ticks;
    }

    /** A folder with that many experiments that print one value and end before a kid would be started. */
    static Ticks trivial(Lab lab, String name, int experiments, String... more) {
        var ticks = make(lab, name, experiments, 1, 0, more);
        ticks.open();
        return ticks;
    }

    /** A folder with that many experiments that print until {@link #open}. */
    static Ticks gated(Lab lab, String name, int experiments, int exit, String... more) {
        return make(lab, name, experiments, 1, exit, more);
    }

    private static Ticks make(Lab lab, String name, int experiments, int count, int exit, String... more) {
        var starts = lab.stage().user().resolve(name + ".starts");
        var gate = lab.stage().user().resolve(name + ".gate");
        var numbers = IntStream.rangeClosed(1, experiments).boxed().toList();
        var config = new ArrayList<>(List.of(
                "collection: " + name,
                "command: sh ticks.sh " + count + " " + exit + " {n}",
                "parameters: {n: " + numbers + "}",
                "required_files: [ticks.sh]",
                "env: {STARTS: '" + starts + "', GATE: '" + gate + "'}",
                "metrics: [loss]"));
        config.addAll(List.of(more));
        var folder = lab.stage().experiment(name, config);
        lab.stage().write(folder.resolve("ticks.sh"), SCRIPT);
        return new Ticks(lab, folder, starts, gate);
    }

    /** Lets them end. */
    void open() {
        lab.stage().write(gate, "open\n");
    }

    void startedOnce(int experiments) {
        var lines = Stage.lines(starts);
        assertThat(new HashSet<>(lines)).as("experiments that started").hasSize(experiments);
        assertThat(lines).as("starts").hasSize(experiments);
    }

    /** What of P1-P4 does not hold in the journal of the only mum below that root, to whom only ticks were given. */
    static List<String> historyFaults(Lab lab, Path root) {
        var queues = root.resolve("mum").toFile().list();
        assertThat(queues).as("queues of mums in %s", root).hasSize(1);
        var history =
                RecordedHistory.read(root.resolve("mum").resolve(queues[0]).resolve("journal"));
        var noted = lab.stage().user().toFile().listFiles((folder, name) -> name.endsWith(".starts"));
        var all = Stream.of(noted).flatMap(file -> Stage.lines(file.toPath()).stream());
        return new HistoryChecker(history, all.toList(), root.resolve("work/attempts")).faults();
    }

    static int values(Status status, long id) {
        return status.metric(id, "loss").path("count").asInt();
    }

    /** All values and all bytes that the program wrote are known, none twice. */
    void isComplete(Status status, long id, AttemptFolder attempt) {
        int count = Stage.lines(attempt.output(OutputStreamName.STDOUT)).size();
        assertThat(count).as("printed by %d", id).isPositive();
        assertThat(values(status, id)).as("count in %s", status.experiment(id)).isEqualTo(count);
        assertThat(status.metric(id, "loss").path("last").asDouble()).isEqualTo(count - 0.5);
        assertThat(status.metric(id, "loss").path("min").asDouble()).isEqualTo(0.5);
        var logs = lab.neroman().run("logs", Long.toString(id)).ok();
        assertThat(logs.bytes()).isEqualTo(Run.read(attempt.output(OutputStreamName.STDOUT)));
        assertThat(logs.err()).isEqualTo(Stage.text(attempt.output(OutputStreamName.STDERR)));
        assertThat(logs.err().lines().count()).isEqualTo(count);
    }
}
