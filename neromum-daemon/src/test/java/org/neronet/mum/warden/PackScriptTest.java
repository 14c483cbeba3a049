package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.batch.Packing;
import org.neronet.common.experiment.Resources;

/** The script that runs several experiments in one job, with the parent script itself. */
class PackScriptTest {
    private static final String COUNT =
            "echo $$ >>\"$RUNS\"; mkdir \"$RUNS.d/$$\"; ls \"$RUNS.d\" | wc -l >>\"$RUNS.most\"; sleep 0.2; rmdir \"$RUNS.d/$$\"";

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "only dash", "old env"})
    void eachMemberOfAJobRunsOnceAndNoMoreThanTheSlotsAtATime(String shell) throws Exception {
        Files.createDirectory(temp.resolve("runs.d"));
        var pack = pack(shell).lay(new Packing(5, 2), 7, COUNT);

        assertThat(pack.await(pack.start(1))).as(pack::state).isZero();
        assertThat(pack.ended()).as(pack::state).containsExactly(1, 2, 3, 4, 5);
        assertThat(pack.await(pack.start(2))).as(pack::state).isZero();

        assertThat(pack.ended()).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(Files.readAllLines(temp.resolve("runs"))).hasSize(7).doesNotHaveDuplicates();
        assertThat(Files.readAllLines(temp.resolve("runs.most")).stream()
                        .map(String::strip)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("1", "2");
        assertThat(pack.startFile(3).field("job")).contains("12_1");
        assertThat(pack.startFile(7).field("job")).contains("12_2");
        assertThat(pack.leftovers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void anOrderEndsOneProgramWithWhatItStartedAndTheOthersGoOn(String shell) throws Exception {
        var pack = pack(shell)
                .lay(
                        new Packing(3, 2),
                        List.of(
                                "setsid sleep 600 & trap 'echo term >>terms; exit 3' TERM; echo on >on; wait",
                                "while [ ! -e $RUNS.go ]; do sleep 0.1; done",
                                "echo third >third"));
        var job = pack.start(1);
        pack.awaitFile(pack.inWork(1, "on"));

        pack.order(1);

        pack.awaitFile(pack.attempt(1).exit());
        pack.awaitFile(pack.inWork(3, "third"));
        Files.createFile(temp.resolve("runs.go"));
        assertThat(pack.await(job)).as(pack::state).isZero();
        assertThat(pack.exit(1).number("code")).contains(3L);
        assertThat(pack.exit(1).field("ended")).contains("asked");
        assertThat(pack.exit(1).field("signalled")).contains("TERM");
        assertThat(pack.inWork(1, "terms")).hasContent("term");
        assertThat(pack.exit(2).number("code")).contains(0L);
        assertThat(pack.exit(2).field("ended")).isEmpty();
        assertThat(pack.programs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void whoIsOverItsOwnTimeIsEndedAlone(String shell) throws Exception {
        var pack = pack(shell).limited(2).lay(new Packing(2, 1), List.of("sleep 600", "echo on >on"));

        assertThat(pack.await(pack.start(1))).as(pack::state).isZero();

        assertThat(pack.exit(1).field("ended")).contains("time limit");
        assertThat(pack.exit(1).number("code")).contains(143L);
        assertThat(pack.exit(2).number("code")).contains(0L);
        assertThat(pack.exit(2).field("ended")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "only dash"})
    void whenTheSchedulerEndsTheJobNothingNewBegins(String shell) throws Exception {
        var pack = pack(shell).lay(new Packing(4, 2), 4, "echo $$ >>\"$RUNS\"; exec sleep 600");
        var job = pack.start(1);
        pack.awaitLines(temp.resolve("runs"), 2);

        pack.signalAll(job, "TERM");

        assertThat(pack.await(job)).as(pack::state).isZero();
        assertThat(pack.ended()).containsExactly(1, 2);
        assertThat(pack.exit(1).field("signalled")).contains("TERM");
        assertThat(pack.attempt(3).claim()).doesNotExist();
        assertThat(pack.attempt(4).claim()).doesNotExist();
    }

    @Test
    void aTermToTheBatchShellAloneStopsTheSlotsAsWell() throws Exception {
        var pack = pack("dash")
                .lay(new Packing(3, 1), 3, "echo $$ >>\"$RUNS\"; while [ ! -e $RUNS.go ]; do sleep 0.1; done");
        var job = pack.start(1);
        pack.awaitLines(temp.resolve("runs"), 1);

        job.destroy();
        pack.awaitFile(pack.batch().resolve("turns-1.13.0/stop"));
        Files.createFile(temp.resolve("runs.go"));

        assertThat(pack.await(job)).as(pack::state).isZero();
        assertThat(pack.ended()).containsExactly(1);
    }

    @Test
    void usr1ToTheBatchShellReachesEachProgram() throws Exception {
        var pack = pack("dash")
                .lay(new Packing(2, 2), 2, "trap 'exit 7' USR1; echo on >>\"$RUNS\"; while :; do sleep 0.1; done");
        var job = pack.start(1);
        pack.awaitLines(temp.resolve("runs"), 2);
        pack.awaitFile(pack.attempt(1).start());
        pack.awaitFile(pack.attempt(2).start());

        new ProcessBuilder("kill", "-s", "USR1", Long.toString(job.pid()))
                .start()
                .waitFor();

        assertThat(pack.await(job)).as(pack::state).isZero();
        assertThat(pack.exit(1).number("code")).contains(7L);
        assertThat(pack.exit(2).number("code")).contains(7L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void eachSlotHasItsShareOfTheJob(String shell) throws Exception {
        var pack = pack(shell)
                .needing(new Resources(3, 2, Optional.empty(), Optional.empty()))
                .lay(new Packing(2, 2), 2, "echo $CUDA_VISIBLE_DEVICES $SLURM_CPUS_PER_TASK >>\"$RUNS\"; sleep 0.5");

        pack.await(pack.start(1, Map.of("CUDA_VISIBLE_DEVICES", "4,5,6,7", "SLURM_CPUS_PER_TASK", "6")));

        assertThat(Files.readAllLines(temp.resolve("runs"))).containsExactlyInAnyOrder("4,5 3", "6,7 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void oneKidHasTheRosterOfThoseThatLiveLongEnough(String shell) throws Exception {
        var java = "for last; do :; done; echo \"$*\" >>" + temp.resolve("kids")
                + "; while :; do for e in \"$last\"/*; do if [ -e \"$e\" ]; then read -r f <\"$e\"; [ ! -e \"$f/exit\" ] || { echo \"$f\" >>"
                + temp.resolve("watched") + "; rm \"$e\"; }; fi; done; sleep 0.1; done";
        var pack = pack(shell).withJava(java).lay(new Packing(3, 2), List.of("sleep 2", "sleep 2", "true"));

        assertThat(pack.await(pack.start(1))).as(pack::state).isZero();

        assertThat(Files.readAllLines(temp.resolve("kids"))).hasSize(1).allMatch(line -> line.endsWith("roster-1"));
        assertThat(Files.readAllLines(temp.resolve("watched")))
                .containsExactlyInAnyOrder(
                        pack.attempt(1).root().toString(),
                        pack.attempt(2).root().toString());
        assertThat(pack.leftovers()).isEmpty();
    }

    @Test
    void aClaimThatMumHasIsPassedOver() throws Exception {
        var pack = pack("dash").lay(new Packing(3, 1), 3, "echo $$ >>\"$RUNS\"");
        Files.writeString(pack.attempt(2).claim(), "mum\n");

        assertThat(pack.await(pack.start(1))).isZero();

        assertThat(pack.ended()).containsExactly(1, 3);
    }

    private PackRig pack(String shell) throws IOException {
        return new PackRig(temp, shell);
    }
}
