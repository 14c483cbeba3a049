package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.wire.ClusterSettings;

/** A job that a controller without accounting does not list: forgotten, or cancelled while nobody looked. */
class SlurmMemoryTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final JobRef JOB = new JobRef(TOKEN, 1, Optional.of("7_1"));
    private static final CommandResult UNKNOWN =
            new CommandResult(1, "", "slurm_load_jobs error: Invalid job id specified", false);

    private final Map<String, CommandResult> answers = new HashMap<>();
    private final List<List<String>> calls = new ArrayList<>();
    private final Instant now = Instant.ofEpochSecond(10_000);
    private CommandResult sacct = new CommandResult(1, "", "Slurm accounting storage is disabled", false);
    private CommandResult byNumber = UNKNOWN;

    private final CommandRunner runner = (argv, limit) -> {
        calls.add(argv);
        if (argv.contains("squeue")) {
            return argv.contains("-j") ? byNumber : said("");
        }
        var answer = argv.contains("sacct") ? sacct : answers.get("scontrol");
        if (answer == null) {
            throw new IOException("no such program: " + argv);
        }
        return answer;
    };
    private final SlurmQueue queue = new SlurmQueue(new WardenTools(
            runner, () -> now, ClusterSettings.ofType("slurm"), Map.of("LOGNAME", "me"), Path.of("/none/lib/abc")));

    @Test
    void aNumberThatWasNotGivenOutYetWasForgotten() throws Exception {
        config(7, 300);
        assertThat(recall(Instant.MIN)).isEqualTo(Recall.FORGOTTEN);
        config(8, 300);
        assertThat(recall(Instant.MIN)).isEqualTo(Recall.GONE);
    }

    @Test
    void whatWasSeenALittleAgoWouldBeShownHadItEnded() throws Exception {
        config(100, 300);
        assertThat(recall(now.minusSeconds(200))).isEqualTo(Recall.FORGOTTEN);
        assertThat(recall(now.minusSeconds(299))).isEqualTo(Recall.GONE);
        config(100, 2);
        assertThat(recall(now)).isEqualTo(Recall.GONE);
    }

    @Test
    void aControllerThatKeepsAllEndedJobsForgetsNoneOtherwise() throws Exception {
        config(100, 0);
        assertThat(recall(Instant.MIN)).isEqualTo(Recall.FORGOTTEN);
    }

    @Test
    void aNumberThatIsAnothersNowWasForgotten() throws Exception {
        config(100, 300);
        byNumber = said("7|N/A|RUNNING|node1|somebody's|N/A|None\n");
        assertThat(recall(Instant.MIN)).isEqualTo(Recall.FORGOTTEN);
        byNumber = said("7|1|RUNNING|node1|neronet:00000000000000ff|N/A|None\n");
        assertThat(recall(Instant.MIN)).isEqualTo(Recall.FORGOTTEN);
    }

    @Test
    void aRestOfItsArraySaysThatItEndedAlone() throws Exception {
        config(7, 300);
        byNumber = said("7|2|PENDING||neronet:" + TOKEN + "|N/A|None\n");
        assertThat(recall(now)).isEqualTo(Recall.GONE);
        byNumber = said("7|1|PENDING||neronet:" + TOKEN + "|N/A|None\n");
        assertThat(recall(now)).isEqualTo(Recall.LISTED);
    }

    @Test
    void aLineThatWasCutIsNobodysJob() throws Exception {
        config(100, 300);
        byNumber = said("7|1|PEND");
        assertThat(recall(Instant.MIN)).isEqualTo(Recall.GONE);
    }

    @Test
    void withoutAnAnswerThereIsNoConclusion() throws Exception {
        byNumber = new CommandResult(1, "", "Unable to contact slurm controller", false);
        assertThat(recall(now)).isEqualTo(Recall.SILENT);
        byNumber = new CommandResult(-1, "", "Invalid job id", true);
        assertThat(recall(now)).isEqualTo(Recall.SILENT);
        byNumber = UNKNOWN;
        assertThat(recall(now)).as("no scontrol").isEqualTo(Recall.SILENT);
        answers.put("scontrol", said("ClusterName = x\n"));
        assertThat(recall(now)).isEqualTo(Recall.SILENT);
        config(7, 300);
        assertThat(queue.recall(new JobRef(TOKEN, 1, Optional.empty()), now)).isEqualTo(Recall.SILENT);
    }

    @Test
    void accountingThatFailsAllowsNoneAndAccountingThatAnswersNeedsNoQuestion() throws Exception {
        sacct = new CommandResult(1, "", "Problem talking to the database", false);
        assertThat(recall(now)).isEqualTo(Recall.SILENT);
        assertThat(calls).hasSize(2);
    }

    @Test
    void whatAccountingHasAndTheControllerHasNothingOfWasForgotten() throws Exception {
        sacct = said("7_[1-4]|PENDING|0:0|None assigned|9000|\n");
        assertThat(recall(Instant.MIN)).isEqualTo(Recall.FORGOTTEN);
        byNumber = new CommandResult(1, "", "Unable to contact slurm controller", false);
        assertThat(recall(Instant.MIN)).isEqualTo(Recall.SILENT);
    }

    @Test
    void aWaitingElementThatWasCancelledAloneIsInNoListAndNotForgotten() throws Exception {
        config(100, 300);
        sacct = said("7_[2-4]|PENDING|0:0|None assigned|9000|\n");
        byNumber = said("7|2|PENDING||neronet:" + TOKEN + "|N/A|None\n");
        assertThat(recall(now)).as("seen a moment ago").isEqualTo(Recall.GONE);
        sacct = said("7_[1-4]|PENDING|0:0|None assigned|9000|\n");
        assertThat(recall(now)).as("accounting is late").isEqualTo(Recall.GONE);
        sacct = said("");
        byNumber = UNKNOWN;
        assertThat(recall(now.minusSeconds(300))).isEqualTo(Recall.GONE);
    }

    @Test
    void anArrayThatWasCancelledWhileItWaitedHasOneRow() throws Exception {
        sacct = said("7_[1,3-6]|CANCELLED by 1000|0:0|None assigned|9000|\n");
        var jobs = List.of(JOB, new JobRef(TOKEN, 2, Optional.of("7_2")), new JobRef(TOKEN, 5, Optional.of("7_5")));

        var listing = queue.list(jobs).orElseThrow();

        assertThat(listing.of(JOB).orElseThrow().end()).contains(AttemptState.TERMINATED);
        assertThat(listing.of(jobs.get(1))).isEmpty();
        assertThat(listing.of(jobs.get(2)).orElseThrow().jobId()).contains("7_5");
    }

    @Test
    void anArrayIsAskedForOnce() throws Exception {
        config(7, 300);
        queue.list(List.of(JOB));
        for (int line = 1; line <= 500; line++) {
            queue.recall(new JobRef(TOKEN, line, Optional.of("7_" + line)), now);
        }
        assertThat(calls).hasSize(4);
    }

    @Test
    void aNodeTellsWhetherAnythingCanRunThere() throws Exception {
        answers.put(
                "scontrol",
                said(
                        "NodeName=n1 Arch=x86_64 CPUAlloc=0 State=DOWN*+DRAIN ThreadsPerCore=1 BootTime=9000 SlurmdStartTime=9100\n"
                                + "NodeName=n2 State=MIXED+PLANNED BootTime=None\nNodeName=n3 State=IDLE BootTime=100\nrubbish\n"));

        var words = queue.nodes(Set.of("n1", "n2", "n3", "$(id)"));

        assertThat(calls.get(0)).endsWith("n1,n2,n3");
        var start = Instant.ofEpochSecond(9_050);
        assertThat(words.get("n1").cannotRun(start)).contains("is DOWN*+DRAIN");
        assertThat(words.get("n2").cannotRun(start)).isEmpty();
        assertThat(words.get("n3").cannotRun(start)).contains("is IDLE");
        assertThat(new NodeWord("MIXED", false, Optional.of(start.plus(Duration.ofSeconds(1)))).cannotRun(start))
                .isPresent();
        assertThat(queue.nodes(Set.of("-n"))).isEmpty();
        answers.clear();
        assertThat(queue.nodes(Set.of("n1"))).isEmpty();
    }

    private Recall recall(Instant lastSeen) throws InterruptedException {
        queue.list(List.of(JOB));
        return queue.recall(JOB, lastSeen);
    }

    private void config(long next, long shown) {
        answers.put(
                "scontrol",
                said("MinJobAge               = " + shown + " sec\nNEXT_JOB_ID             = " + next + "\n"));
    }

    private static CommandResult said(String out) {
        return new CommandResult(0, out, "", false);
    }
}
