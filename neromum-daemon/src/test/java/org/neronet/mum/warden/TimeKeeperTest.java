package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.json.Json;
import org.neronet.common.process.SystemCommandRunner;
import org.neronet.common.testing.Await;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.mum.store.Workdir;
import org.neronet.mum.warden.JobReport.Phase;

/** Time limits of a direct queue, on real processes. */
class TimeKeeperTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String TRAPS = "for s in USR1 TERM; do trap \"echo $s >>signals\" $s; done; : >up; ";
    private static final String FOR_EVER = "while :; do sleep 0.05; done";

    @TempDir
    Path temp;

    private Path lib;
    private DirectQueue queue;

    @BeforeEach
    void openQueue() throws IOException {
        lib = ParentRig.lib(temp);
        new Workdir(temp).ensure();
        queue = open();
    }

    @AfterEach
    void closeQueue() {
        queue.close();
    }

    @Test
    void overItsLimitAProgramIsEndedAndTimedOut() throws Exception {
        var job = launch(1, "{}", ": >up; exec sleep 600");

        var end = awaitEnd(job);

        assertThat(end.end()).contains(AttemptState.TIMED_OUT);
        assertThat(end.words()).isEqualTo("direct queue: over its time limit");
        assertThat(end.exitCode()).contains(143);
        assertThat(Files.readString(folder().exit())).contains("signalled=TERM");
    }

    @Test
    void itIsWarnedBeforeAndHasAGraceAfterwards() throws Exception {
        var job = launch(2, "{\"before_time_limit\": \"1s\"}", TRAPS + FOR_EVER);

        var end = awaitEnd(job);

        assertThat(end.end()).contains(AttemptState.TIMED_OUT);
        assertThat(end.exitCode()).contains(137);
        assertThat(folder().work().resolve("signals")).hasContent("USR1\nTERM");
        assertThat(folder().stopFile()).exists();
    }

    @Test
    void afterARestartNothingIsSentTwice() throws Exception {
        var job = launch(3, "{\"before_time_limit\": \"2s\"}", TRAPS + FOR_EVER);
        var signals = folder().work().resolve("signals");
        Await.until(LIMIT, () -> "no warning", () -> Files.exists(signals));
        queue.close();

        queue = open();

        assertThat(awaitEnd(job).end()).contains(AttemptState.TIMED_OUT);
        assertThat(signals).hasContent("USR1\nTERM");
    }

    @Test
    void whoEndsInTimeIsLeftAlone() throws Exception {
        var job = launch(600, "{\"before_time_limit\": \"1s\"}", "exit 0");

        assertThat(awaitEnd(job).end()).contains(AttemptState.FINISHED);
        assertThat(folder().stopFile()).doesNotExist();
    }

    @Test
    void aWarningWithoutALimitIsSaidToHaveNoEffect() {
        var plan = Plans.limited(Plans.of(1, "true"), 60, "{\"before_time_limit\": \"1s\"}");
        assertThat(queue.passedOver(plan)).isEmpty();

        var unlimited =
                plan.toJson().with("resources", Plans.of(1, "true").resources().toJson());
        assertThat(queue.passedOver(AttemptPlan.fromJson(Json.parseObject(unlimited.toString()))))
                .singleElement()
                .asString()
                .startsWith("before_time_limit has no effect here");
    }

    private JobRef launch(long seconds, String watch, String script) throws IOException {
        var plan = Plans.limited(Plans.of(1, "sh", "-c", script), seconds, watch);
        var layout = new AttemptLayout(sha -> temp, temp.resolve("endpoint"), new LayoutSettings(List.of(), "0022"));
        layout.lay(plan, folder().root(), new byte[32]);
        var batch = new Batch("00112233445566aa", workdir().batch("00112233445566aa"), List.of(plan.key()), plan);
        new BatchLayout(lib, Optional.empty(), false).write(batch, List.of(folder().root()));
        assertThat(queue.launch(batch)).isInstanceOf(Launch.Accepted.class);
        return batch.jobs().get(0);
    }

    private Workdir workdir() {
        return new Workdir(temp.resolve("work"));
    }

    private AttemptFolder folder() {
        return new AttemptFolder(workdir().attempt(Plans.of(1, "true").key()));
    }

    private DirectQueue open() throws IOException {
        workdir().ensure();
        var settings = new ClusterSettings(
                "direct",
                Optional.of(workdir().root().toString()),
                Optional.of(4),
                List.of(),
                List.of(),
                Optional.empty());
        var tools = new WardenTools(
                new SystemCommandRunner(), InstantSource.system(), settings, new HashMap<>(System.getenv()), lib);
        return new DirectQueue(tools, Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMillis(700));
    }

    private JobReport awaitEnd(JobRef job) {
        Await.until(
                LIMIT,
                () -> "last " + report(job),
                () -> report(job)
                        .filter(report -> report.phase() == Phase.ENDED)
                        .isPresent());
        return report(job).orElseThrow();
    }

    private Optional<JobReport> report(JobRef job) {
        return queue.list(List.of(job)).flatMap(listing -> listing.of(job));
    }
}
