package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programs that run out of time go on in another attempt, also when mum is another one by then, and are one curve. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetryIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int STEPS = 16;

    /** Saves every second step, so that an attempt which is ended at an odd one does that again. */
    private static final String PROGRAM = """
            echo "attempt=$NERONET_ATTEMPT resumed=${NERONET_RESUMED-no} words=$*"
            step=0
            if [ -e checkpoint ]; then read -r step <checkpoint; fi
            trap 'kill $!; exit 85' USR1
            while [ "$step" -lt 16 ]; do
                step=$((step + 1))
                echo "step=$step loss=0.$((50 - step))"
                if [ $((step % 2)) -eq 0 ]; then echo "$step" >checkpoint; fi
                sleep 0.7 &
                wait
            done
            """;

    @RegisterExtension
    static final Lab LAB = Lab.local();

    private List<Long> ids;

    @BeforeAll
    void runOutOfTime() {
        var folder = LAB.stage()
                .experiment(
                        "steps",
                        List.of(
                                "command: sh steps.sh {p}",
                                "resume_command: sh steps.sh {p} --resume",
                                "parameters: {p: it's}",
                                "resources: {time: 4s}",
                                "retries: 5",
                                "+ended:",
                                "+warned: {before_time_limit: 1s}",
                                "+over: {retries: 0, resources: {time: 1s}}"));
        LAB.stage().write(folder.resolve("steps.sh"), PROGRAM);
        ids = LAB.neroman().add(folder);
        LAB.neroman().run("submit", "local", ids.get(0) + "-" + ids.get(2)).ok();
        LAB.neroman()
                .await(
                        LIMIT,
                        "the first runs",
                        status -> !status.state(ids.get(0)).equals("queued"));
        LAB.neroman().run("mum", "stop", "local").ok();
        LAB.neroman().awaitStates(ids.get(0), ids.get(1), "finished", LIMIT);
    }

    @Test
    void everyStepIsThereOnceAndEachPointSaysItsAttempt() {
        for (long id : ids.subList(0, 2)) {
            var json = LAB.neroman().json("metrics", Long.toString(id), "loss", "--json");

            assertThat(numbers(json, "step"))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, STEPS).boxed().toList());
            assertThat(numbers(json, "attempt")).isSorted();
            assertThat(new HashSet<>(numbers(json, "attempt"))).hasSizeGreaterThan(1);
            var status = LAB.neroman().status();
            assertThat(status.metric(id, "loss").path("count").asInt()).isEqualTo(STEPS);
            assertThat(status.metric(id, "loss").path("max").asDouble()).isEqualTo(0.49);
        }
    }

    @Test
    void anAttemptCanBeSeenAlone() {
        var first = LAB.neroman().json("metrics", "" + ids.get(0), "loss", "--json", "--attempt", "1");

        assertThat(numbers(first, "attempt")).containsOnly(1);
        assertThat(numbers(first, "step")).startsWith(1).doesNotContain(STEPS);
        LAB.neroman().run("metrics", "" + ids.get(0), "--attempt", "99").exits(3);
    }

    @Test
    void laterAttemptsAreToldAndHaveTheirOwnOutput() {
        for (long id : ids.subList(0, 2)) {
            var out = LAB.neroman().run("logs", Long.toString(id)).ok().out();

            assertThat(out).containsPattern("^attempt=[2-6] resumed=1 words=it's --resume\n");
            var attempts = LAB.neroman()
                    .json("show", Long.toString(id), "--json")
                    .path("experiment")
                    .path("attempts");
            assertThat(attempts.get(0).path("state").asText()).isEqualTo("timed_out");
        }
        var warned = LAB.neroman()
                .json("show", "" + ids.get(1), "--json")
                .path("experiment")
                .path("attempts");
        // The first one's warning may have come due while no mum was there.
        assertThat(warned.findValuesAsText("reason")).contains("exit 85 after the warning of its time limit");
    }

    @Test
    void withoutRetriesTheTimeLimitIsTheEnd() {
        var status = LAB.neroman().awaitStates(ids.get(2), ids.get(2), "timed_out", LIMIT);

        assertThat(status.reason(ids.get(2))).isEqualTo("over its time limit");
        assertThat(LAB.neroman()
                        .run("submit", "local", "" + ids.get(2), "--wait")
                        .exits(7)
                        .err())
                .contains("resubmit");
    }

    @Test
    void theResultsComeWithTheLastAttempt() {
        LAB.neroman().run("fetch", "" + ids.get(0)).ok();

        var results =
                LAB.neroman().status().experiment(ids.get(0)).path("results").asText();
        assertThat(java.nio.file.Path.of(results).resolve("checkpoint")).hasContent("16");
    }

    private static List<Integer> numbers(JsonNode metrics, String field) {
        var numbers = new ArrayList<Integer>();
        metrics.path("metrics")
                .path("loss")
                .forEach(point -> numbers.add(point.path(field).asInt()));
        return numbers;
    }
}
