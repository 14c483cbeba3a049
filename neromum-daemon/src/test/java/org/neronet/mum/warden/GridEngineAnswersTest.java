package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.process.CommandResult;
import org.neronet.mum.warden.JobReport.Phase;

class GridEngineAnswersTest {
    private static final String TOKEN = "0123456789abcdef";

    static String job(String number, String state, String queue, String tasks) {
        return "<job_list state=\"x\"><JB_job_number>" + number + "</JB_job_number><JB_name>neronet-" + TOKEN
                + "</JB_name><state>" + state + "</state><queue_name>" + queue + "</queue_name><tasks>" + tasks
                + "</tasks></job_list>";
    }

    static String xml(String... jobs) {
        return "<?xml version='1.0'?>\n<job_info><queue_info>" + String.join("\n", jobs) + "</queue_info></job_info>\n";
    }

    static String record(String task, String failed, int status, String more) {
        return "==============\nqname        all.q\nhostname     node7\njobname      neronet-" + TOKEN
                + "\njobnumber    12\ntaskid       " + task + "\nfailed       " + failed + "\nexit_status  " + status
                + "   (Killed)\n" + more + "\n";
    }

    @Test
    void eachStateHasItsPhase() throws Exception {
        var rows = QstatRow.parse(xml(
                job("12", "r", "all.q@node7", "1"),
                job("12", "qw", "", "3-6:2,9"),
                job("12", "Eqw", "", "10"),
                job("12", "dr", "all.q@node8", "11")));

        assertThat(rows)
                .extracting(QstatRow::phase)
                .containsExactly(Phase.RUNNING, Phase.PENDING, Phase.PENDING, Phase.RUNNING);
        assertThat(rows.get(1).tasks().tasks()).containsExactly(3, 5, 9);
        assertThat(rows.get(0).report(1, Optional.empty()).node()).contains("node7");
        assertThat(rows.get(1).report(3, Optional.empty()).node()).isEmpty();
        assertThat(rows.get(2).report(10, Optional.of("can't chdir")).held())
                .contains("cannot start: Grid Engine holds it in state Eqw: can't chdir");
        assertThat(rows.get(1).report(3, Optional.empty()).held()).isEmpty();
    }

    @Test
    void othersJobsArePassedOverAndHalfAListIsNone() throws Exception {
        assertThat(QstatRow.parse(xml(job("12", "r", "q@n", "1").replace("neronet-", "mine-"))))
                .isEmpty();
        assertThatThrownBy(() -> QstatRow.parse("<job_info><queue_info>")).isInstanceOf(XMLStreamException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, '', FINISHED",
        "0, 3, '', FAILED",
        "37  : qmaster enforced h_rt, 137, category -l h_rt=2, TIMED_OUT",
        "37  : qmaster enforced h_rt, 137, 'maxvmem 1.95GB\ncategory -l h_rt=2,h_vmem=2048M', OUT_OF_MEMORY",
        "37  : qmaster enforced h_rt, 137, 'maxvmem 3.2MB\ncategory -l h_vmem=2G', TIMED_OUT",
        "100 : assumedly after job, 137, '', TERMINATED",
        "28  : changing into working directory, 0, '', FAILED"
    })
    void eachEndHasItsCause(String failed, int status, String more, AttemptState end) {
        var row = QacctRow.parse(record("4", failed, status, more)).get(0);

        assertThat(row.id()).isEqualTo(TOKEN + ".4");
        assertThat(row.isEnd()).isTrue();
        assertThat(row.report().end()).contains(end);
        assertThat(row.report().jobId()).contains("12_4");
        assertThat(row.report().exitCode()).contains(status);
        assertThat(row.report().signal()).isEqualTo(status == 137 ? Optional.of(9) : Optional.empty());
    }

    @Test
    void whatIsRunAgainHasNotEnded() {
        var rows = QacctRow.parse(record("1", "25  : rescheduling", 0, "") + record("1", "0", 0, ""));

        assertThat(rows).extracting(QacctRow::isEnd).containsExactly(false, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 12.1-8:1 | | Accepted[jobId=Optional[12]]",
                "0 | 12 | | Accepted[jobId=Optional[12]]",
                "0 | hello | | Unknown[text=qsub gave no job id",
                "1 | | Unable to run job: unknown resource foo | Refused[text=unknown resource foo]",
                "1 | | error: commlib error: got select error | Unknown[text=error: commlib",
                "1 | 12.1-8:1 | trouble | Unknown[text=trouble]",
                "127 | | env: qsub: no such file | Unknown[text=env: qsub",
                "1 | | | Refused[text=qsub failed with exit code 1]"
            })
    void submissionsAreTakenRefusedOrUnknown(int code, String out, String err, String answer) {
        var result = new CommandResult(code, out == null ? "" : out, err == null ? "" : err, false);

        assertThat(QsubAnswer.of(result)).asString().startsWith(answer);
    }

    @Test
    void aLateAnswerIsUnknown() {
        assertThat(QsubAnswer.of(new CommandResult(137, "", "", true)))
                .isEqualTo(new Launch.Unknown("qsub did not answer in time"));
    }

    @Test
    void qdelGetsRanges() {
        assertThat(ArrayIds.gridEngine(List.of("12_1", "12_2", "12_9", "7_3")))
                .containsExactly("12.1-2", "12.9", "7.3");
    }
}
