package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first line of the promise: 24 variations over SSH and Slurm, and everything about them known afterwards. */
@Tag("slurm")
@Tag("long")
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@UsesCluster
class DigitsOverSlurmIT {
    @RegisterExtension
    static final Lab LAB = Lab.withCluster();

    private Digits digits;
    private Status status;

    @BeforeAll
    void submitAndWait() {
        digits = Digits.copy(LAB, "digits", "", Map.of());
        // Without a mum, so that the submit is what starts her.
        var lines = "neroman cluster add triton triton --type slurm && neroman mum stop triton && neroman add "
                + digits.folder() + " >/dev/null && x=$(neroman --submit triton 1-24) && printf '%s\\n' \"$x\"";
        var submitted = LAB.neroman().shell(lines).ok();
        LAB.neroman().clusters().add("triton");
        var ids = submitted.out().lines().map(line -> line.split(" ")[0]).toList();
        assertThat(ids)
                .isEqualTo(
                        IntStream.rangeClosed(1, 24).mapToObj(Integer::toString).toList());
        status = LAB.neroman().awaitStates(1, 24, "finished", Duration.ofSeconds(150));
    }

    @Test
    void eachProgramWasStartedOnce() {
        digits.startedOnce(24);
    }

    @Test
    void sacctKnowsEveryJobAsCompleted() {
        for (long id = 1; id <= 24; id++) {
            assertThat(LAB.slurm().state(status.jobId(id))).as("job of %d", id).isEqualTo("COMPLETED");
        }
        assertThat(LongStream.rangeClosed(1, 24).mapToObj(status::jobId).distinct())
                .hasSize(24);
    }

    @Test
    void theLastPrintedValuesAreTheMetrics() {
        for (long id = 1; id <= 24; id++) {
            digits.metricsAreComplete(status.experiment(id), LAB.attempt(LAB.clusterRoot(), id));
            assertThat(status.metric(id, "val_loss").path("count").asInt()).isEqualTo(20);
        }
    }

    @Test
    void logsAreTheProgramsBytes() {
        for (long id : List.of(1L, 13L, 24L)) {
            digits.logsAreTheOutput(id, LAB.attempt(LAB.clusterRoot(), id));
        }
    }

    @Test
    void aBareRunPrintsTheSame() {
        var logs = LAB.neroman().run("logs", "13").ok();

        var bare = digits.bare(status.experiment(13));

        assertThat(logs.out()).isEqualTo(bare.out());
        assertThat(logs.out().lines().count()).isEqualTo(40);
    }

    @Test
    void nerokidReadsFromTheFileWhatWasMeasuredLive() {
        var stdout = LAB.attempt(LAB.clusterRoot(), 5).root().resolve("stdout");
        var words = List.of("java", "-jar", LAB.stage().kidJar().toString(), "parse", stdout.toString(), "--json");

        var parsed = Run.of(LAB.account(), Map.of(), Neroman.LIMIT, words).ok();

        var samples = parsed.lines().stream().map(Status::tree).toList();
        assertThat(samples).hasSize(40).allSatisfy(sample -> {
            assertThat(sample.fieldNames()).toIterable().containsExactly("metric", "step", "value", "reader");
            assertThat(sample.path("value").isNumber()).isTrue();
        });
        var losses = samples.stream()
                .filter(s -> s.path("metric").asText().equals("val_loss"))
                .toList();
        assertThat(losses.get(19).path("value").asDouble())
                .isEqualTo(status.metric(5, "val_loss").path("last").asDouble());
    }

    @Test
    void resultsComeToTheExperimentFolder() {
        LAB.neroman().run("fetch").ok();

        var fetched = LAB.neroman().status();
        for (long id = 1; id <= 24; id++) {
            digits.resultIsThere(fetched.experiment(id));
            assertThat(fetched.experiment(id).path("results").asText())
                    .isEqualTo(digits.results(fetched.experiment(id)).toString());
        }
    }

    /** Last, as it must find everything ended. */
    @Test
    @Order(Integer.MAX_VALUE)
    void theSameLineAgainLaunchesNothing() {
        int before = LAB.slurm().count();

        var again = LAB.neroman().run("--submit", "triton", "1-24").ok();

        assertThat(again.out() + again.err()).contains("finished");
        assertThat(LAB.slurm().count()).isEqualTo(before);
        digits.startedOnce(24);
    }
}
