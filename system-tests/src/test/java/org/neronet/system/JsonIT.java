package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The stable form of {@code status --json}, which scripts rely on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonIT {
    @RegisterExtension
    static final Lab LAB = Lab.local();

    private Status status;

    @BeforeAll
    void runOneOfThree() {
        var folder = LAB.stage()
                .experiment(
                        "typed",
                        List.of(
                                "collection: typed",
                                "command: [sh, -c, 'echo loss 0.5; echo loss 0.25; echo loss 1; exit 3']",
                                "parameters: {whole: 3, part: 0.001, flag: true, text: abc, quoted: '3', nothing: null}",
                                "+one:",
                                "+two: {parameters: {n: [1, 2]}}"));
        var ids = LAB.neroman().add(folder);
        assertThat(ids).containsExactly(1L, 2L, 3L);
        LAB.neroman().run("submit", "local", "2").ok();
        status = LAB.neroman().awaitStates(2, 2, "failed", Duration.ofSeconds(60));
    }

    @Test
    void theFieldsAreTheDocumentedOnes() {
        assertThat(status.json().path("schema").asInt()).isEqualTo(1);
        assertThat(status.json().fieldNames()).toIterable().containsExactly("schema", "experiments", "clusters");
        for (var experiment : status.json().path("experiments")) {
            assertThat(experiment.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "id",
                            "name",
                            "collection",
                            "state",
                            "reason",
                            "cluster",
                            "attempt",
                            "job_id",
                            "node",
                            "exit_code",
                            "parameters",
                            "metrics",
                            "resources",
                            "progress",
                            "warnings",
                            "defined_at",
                            "submitted_at",
                            "started_at",
                            "ended_at",
                            "results",
                            "starred",
                            "tags",
                            "folder_changed",
                            "held",
                            "expected_at");
        }
        assertThat(status.json().path("clusters").isArray()).isTrue();
    }

    @Test
    void experimentsAreSortedById() {
        assertThat(status.ids()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void parametersKeepTheirTypes() {
        var parameters = status.experiment(2).path("parameters");

        assertThat(parameters.path("whole").isInt()).isTrue();
        assertThat(parameters.path("part").isDouble()).isTrue();
        assertThat(parameters.path("part").asDouble()).isEqualTo(0.001);
        assertThat(parameters.path("flag").isBoolean()).isTrue();
        assertThat(parameters.path("text").isTextual()).isTrue();
        assertThat(parameters.path("quoted").isTextual()).isTrue();
        assertThat(parameters.has("nothing")).isTrue();
        assertThat(parameters.path("nothing").isNull()).isTrue();
        assertThat(parameters.path("n").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsUnknownIsNull() {
        var defined = status.experiment(1);

        assertThat(defined.path("state").asText()).isEqualTo("defined");
        for (var field : List.of(
                "reason",
                "cluster",
                "attempt",
                "job_id",
                "node",
                "exit_code",
                "submitted_at",
                "started_at",
                "ended_at",
                "results")) {
            assertThat(defined.path(field).isNull())
                    .as("%s in %s", field, defined)
                    .isTrue();
        }
        assertThat(defined.path("metrics").isObject()).isTrue();
        assertThat(defined.path("metrics")).isEmpty();
        assertThat(defined.path("warnings").isArray()).isTrue();
        assertThat(Instant.parse(defined.path("defined_at").asText())).isBefore(Instant.now());
    }

    @Test
    void whatIsKnownHasItsType() {
        var failed = status.experiment(2);

        assertThat(failed.path("name").asText()).startsWith("typed/two");
        assertThat(failed.path("collection").asText()).isEqualTo("typed");
        assertThat(failed.path("exit_code").asInt()).isEqualTo(3);
        assertThat(failed.path("attempt").asInt()).isEqualTo(1);
        assertThat(failed.path("cluster").asText()).isEqualTo("local");
        assertThat(failed.path("node").isTextual()).isTrue();
        assertThat(failed.path("reason").isTextual()).isTrue();
        assertThat(times(failed)).isSorted().hasSize(4);
    }

    private static List<Instant> times(JsonNode experiment) {
        return List.of("defined_at", "submitted_at", "started_at", "ended_at").stream()
                .map(field -> experiment.path(field).asText())
                .peek(text -> assertThat(text).endsWith("Z"))
                .map(Instant::parse)
                .toList();
    }

    @Test
    void metricsHaveTheirSummary() {
        var loss = status.metric(2, "loss");

        assertThat(loss.fieldNames()).toIterable().containsExactly("last", "min", "max", "step", "count");
        assertThat(loss.path("last").asDouble()).isEqualTo(1);
        assertThat(loss.path("min").asDouble()).isEqualTo(0.25);
        assertThat(loss.path("max").asDouble()).isEqualTo(1);
        assertThat(loss.path("count").asInt()).isEqualTo(3);
        assertThat(loss.path("step").isNumber()).isTrue();
    }
}
