package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.process.CommandResult;
import org.neronet.mum.warden.JobReport.Phase;

/** What Slurm's programs said, as recorded, and what mum makes of it. */
class SlurmAnswersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "123\n",
                "123;triton\n",
                "Welcome to Triton!\n123\nbye\n",
                "Submitted batch job 123\n",
                "  123  \n"
            })
    void theJobIdIsFoundAmongNoise(String out) {
        assertThat(SbatchAnswer.of(new CommandResult(0, out, "sbatch: lua: hello\n", false)))
                .isEqualTo(new Launch.Accepted(Optional.of("123")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sbatch: error: Batch job submission failed: Socket timed out on send/recv operation",
                "sbatch: error: Batch job submission failed: Unable to contact slurm controller (receive failure)",
                "sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)",
                "sbatch: error: Batch job submission failed: Zero Bytes were transmitted or received",
                "sbatch: error: Batch job submission failed: Unexpected message received",
                "sbatch: error: Batch job submission failed: Resource temporarily unavailable",
                "sbatch: error: Slurm temporarily unable to accept job, sleeping and retrying",
                "sbatch: error: Batch job submission failed: Transport endpoint is not connected",
                "sbatch: error: Batch job submission failed: Connection refused",
                "sbatch: error: Batch job submission failed: Communication connection failure",
                "sbatch: error: Batch job submission failed: Slurm backup controller in standby mode"
            })
    void aLostAnswerIsNoRefusal(String err) {
        assertThat(SbatchAnswer.of(new CommandResult(1, "", err, false))).isInstanceOf(Launch.Unknown.class);
    }

    @Test
    void whateverMayHaveBeenTakenIsUnknown() {
        assertThat(SbatchAnswer.of(new CommandResult(-1, "", "", true))).isInstanceOf(Launch.Unknown.class);
        assertThat(SbatchAnswer.of(new CommandResult(0, "", "", false))).isInstanceOf(Launch.Unknown.class);
        assertThat(SbatchAnswer.of(new CommandResult(143, "", "killed", false))).isInstanceOf(Launch.Unknown.class);
        assertThat(SbatchAnswer.of(new CommandResult(1, "123\n", "sbatch: error: odd", false)))
                .isInstanceOf(Launch.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QOSMaxSubmitJobPerUserLimit",
                "AssocMaxSubmitJobLimit",
                "AssocGrpSubmitJobsLimit",
                "QOSGrpSubmitJobsLimit",
                "MaxSubmitJobsPerAccount"
            })
    void aLimitOnTheNumberOfJobsPassesWithTime(String limit) {
        var policy = "Batch job submission failed: Job violates accounting/QOS policy (job submit limit, user's size"
                + " and/or time limits)";

        assertThat(SbatchAnswer.of(
                        new CommandResult(1, "", "sbatch: error: " + limit + "\nsbatch: error: " + policy, false)))
                .isEqualTo(new Launch.Full(limit + "; " + policy));
        assertThat(SbatchAnswer.of(new CommandResult(1, "", "sbatch: error: " + policy, false)))
                .isEqualTo(new Launch.Refused(policy));
        assertThat(SbatchAnswer.of(new CommandResult(1, "", "sbatch: error: " + limit + "\nSocket timed out", false)))
                .isInstanceOf(Launch.Unknown.class);
    }

    @Test
    void aRefusalIsInSlurmsOwnWords() {
        var err = """
                sbatch: error: Memory specification can not be satisfied
                sbatch: error: Batch job submission failed: Requested node configuration is not available
                """;

        assertThat(SbatchAnswer.of(new CommandResult(1, "", err, false)))
                .isEqualTo(new Launch.Refused("Memory specification can not be satisfied; Batch job submission failed:"
                        + " Requested node configuration is not available"));
        assertThat(SbatchAnswer.of(new CommandResult(1, "", "sbatch: error: Please contact your admin", false)))
                .isInstanceOf(Launch.Refused.class);
        assertThat(SbatchAnswer.of(new CommandResult(2, "", "", false)))
                .isEqualTo(new Launch.Refused("sbatch failed with exit code 2"));
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING,PENDING,",
        "CONFIGURING,PENDING,",
        "REQUEUED,PENDING,",
        "RUNNING,RUNNING,",
        "COMPLETING,RUNNING,",
        "SUSPENDED,RUNNING,",
        "NEVER_HEARD_OF,RUNNING,",
        "COMPLETED,ENDED,FINISHED",
        "FAILED,ENDED,FAILED",
        "CANCELLED by 1000,ENDED,TERMINATED",
        "CANCELLED+,ENDED,TERMINATED",
        "TIMEOUT,ENDED,TIMED_OUT",
        "OUT_OF_MEMORY,ENDED,OUT_OF_MEMORY",
        "NODE_FAIL,ENDED,NODE_FAILED",
        "BOOT_FAIL,ENDED,NODE_FAILED",
        "PREEMPTED,ENDED,PREEMPTED",
        "DEADLINE,ENDED,TIMED_OUT",
        "REVOKED,ENDED,LOST"
    })
    void slurmsStatesAreUnderstood(String word, Phase phase, AttemptState end) {
        assertThat(SlurmState.of(word)).isEqualTo(new SlurmState(phase, Optional.ofNullable(end)));
    }

    @Test
    void squeueRowsAreReadAndAllElseIsPassedOver() {
        var out = """
                7|1|COMPLETED|node1|neronet:0123456789abcdef|None
                7|2|OUT_OF_MEMORY|node2|neronet:0123456789abcdef|OutOfMemory
                7|3|PENDING||neronet:0123456789abcdef|JobHeldUser
                7|4|RUNNING|node[1-2]|neronet:0123456789abcdef|None
                10|1|FAILED||neronet:0123456789abcdee|BadConstraints
                1|N/A|CANCELLED|node1|(null)|None
                9|1|RUNNING|node1|neronet:0123456789abcdefff|None
                9|2|RUNNING|node1|a|neronet:0123456789abcdef|None
                slurm_load_jobs error: noise
                11|[3-5]|PENDING||neronet:0123456789abcdef|Resources
                7|5|RUN
                """;

        var rows = SlurmRow.parse(out);

        assertThat(rows)
                .extracting(SlurmRow::id)
                .containsExactly(
                        "0123456789abcdef.1",
                        "0123456789abcdef.2",
                        "0123456789abcdef.3",
                        "0123456789abcdef.4",
                        "0123456789abcdee.1");
        assertThat(rows.get(0).report().exitCode()).contains(0);
        assertThat(rows.get(1).report())
                .isEqualTo(new JobReport(
                        Phase.ENDED,
                        Optional.of(AttemptState.OUT_OF_MEMORY),
                        Optional.of("7_2"),
                        Optional.of("node2"),
                        Optional.empty(),
                        Optional.empty(),
                        "squeue: OUT_OF_MEMORY (OutOfMemory)"));
        assertThat(rows.get(2).report().node()).isEmpty();
        assertThat(rows.get(3).report().words()).isEqualTo("squeue: RUNNING");
    }

    /** Names, comments and partitions are the text of whoever submits. */
    @Test
    void tenThousandHostileJobsOfOthersHideNothingAndAreNotTakenForOurs() {
        var hostile = List.of(
                "8|1|COMPLETED|node1|x\n7|1|COMPLETED|node1|neronet:0123456789abcdef |N/A|None",
                "8|[3-5%2]|PENDING||neronet:0123456789abcdef|N/A|None",
                "8+1|1|COMPLETED|n|neronet:0123456789abcdef|N/A|None",
                "8|1|COMPLETED|node1||neronet:0123456789abcdef|N/A|None",
                "8|1|COMPLETED|node1|neronet:0123456789abcdef\u202e|N/A|None",
                "8|1|COMPLETED|\u001b[2J|neronet:0123456789ABCDEF|N/A|None",
                "8|99999999999999999999|COMPLETED|n|neronet:0123456789abcdef|N/A|None",
                "|||||||||||||||||||",
                "9".repeat(100_000));
        var out = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            out.append(
                            i % 1000 == 0
                                    ? hostile.get(i / 1000 % hostile.size())
                                    : "8" + i + "|N/A|RUNNING|n" + i + "|(null)|N/A|None")
                    .append('\n');
        }
        out.append("7|1|RUNNING|node1|neronet:0123456789abcdef|N/A|None\n");

        var rows = SlurmRow.parse(out.toString());

        assertThat(rows).extracting(SlurmRow::jobId).containsExactly("7_1");
        assertThat(rows.get(0).report().phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void sacctRowsHaveExitCodesAndSignals() {
        var out = """
                7_1|COMPLETED|0:0|node1|1795382268|
                7_2|FAILED|0:9|node1|1795382268|
                7_3|CANCELLED by 1001|0:15|node1|1795382268|neronet:0123456789abcdef
                7_4|RUNNING|0:0|None assigned|2026-11-22T21:17:48|
                7_[5-9]|PENDING|0:0|None assigned|Unknown|
                1|FAILED|2:0|node1|1795382268|
                """;

        var rows = SacctRow.parse(out);

        assertThat(rows)
                .extracting(SacctRow::jobId)
                .containsExactly("7_1", "7_2", "7_3", "7_4", "7_5", "7_6", "7_7", "7_8", "7_9");
        assertThat(rows.get(1).report().signal()).contains(9);
        assertThat(rows.get(1).report().words()).isEqualTo("sacct: FAILED, exit code 0:9");
        assertThat(rows.get(2).report().end()).contains(AttemptState.TERMINATED);
        assertThat(rows.get(3).report().node()).isEmpty();
        assertThat(rows.get(3).report().exitCode()).isEmpty();
    }

    @Test
    void aReusedJobIdIsNotTakenForTheSameJob() {
        var row = SacctRow.parse("7_1|COMPLETED|0:0|node1|1000|").get(0);
        var other = SacctRow.parse("7_1|COMPLETED|0:0|node1|1000|neronet:ffffffffffffffff")
                .get(0);
        var job = new JobRef("0123456789abcdef", 1, Optional.of("7_1"));

        assertThat(row.isOf(job, Optional.empty())).isTrue();
        assertThat(row.isOf(job, Optional.of(Instant.ofEpochSecond(999)))).isTrue();
        assertThat(row.isOf(job, Optional.of(Instant.ofEpochSecond(1001)))).isFalse();
        assertThat(row.isOf(new JobRef("0123456789abcdef", 2, Optional.of("7_2")), Optional.empty()))
                .isFalse();
        assertThat(other.isOf(job, Optional.empty())).isFalse();
    }

    @Test
    void jobIdsAreCompressed() {
        assertThat(ArrayIds.compressed(List.of("7_3", "7_1", "7_2", "12_9", "7_5", "7_10")))
                .containsExactly("12_[9]", "7_[1-3,5,10]");
    }
}
