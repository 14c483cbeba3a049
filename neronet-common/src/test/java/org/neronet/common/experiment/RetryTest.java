package org.neronet.common.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;

class RetryTest {
    private static final AttemptKey KEY = new AttemptKey("0123456789abcdef0123456789abcdef", 7, 3);
    private static final JsonObject RESUME = JsonObject.of("resume_command", List.of("run", "--resume"));

    @ParameterizedTest
    @EnumSource(AttemptState.class)
    void whatWasCutOffIsTriedAgain(AttemptState end) {
        boolean cutOff = end == AttemptState.PREEMPTED || end == AttemptState.NODE_FAILED;

        assertThat(Retry.after(plan(1, JsonObject.empty()), end).isPresent()).isEqualTo(cutOff);
        assertThat(Retry.after(plan(1, RESUME), end).isPresent()).isEqualTo(cutOff || end == AttemptState.TIMED_OUT);
        assertThat(Retry.after(plan(0, RESUME), end)).isEmpty();
    }

    @Test
    void theNextAttemptIsTheSameWithTheCommandToGoOnWith() {
        var plan = plan(2, RESUME);

        var next = Retry.after(plan, AttemptState.PREEMPTED).orElseThrow();

        assertThat(next.key()).isEqualTo(new AttemptKey(KEY.home(), 7, 4));
        assertThat(next.argv()).containsExactly("run", "--resume");
        assertThat(next.retries()).isEqualTo(1);
        assertThat(Retry.continued(next)).contains(KEY);
        assertThat(Retry.continued(plan)).isEmpty();
        var like = JsonObject.ofMap(Map.of("argv", plan.argv(), "retries", 2, "watch", plan.watch(), "attempt", 3));
        var undone = next.toJson();
        for (var field : like.asMap().entrySet()) {
            undone = undone.with(field.getKey(), field.getValue());
        }
        assertThat(AttemptPlan.fromJson(Json.parseObject(undone.toString()))).isEqualTo(plan);
    }

    @Test
    void theLastOneHasNoneLeftAndKnowsWhereItGoesOn() {
        var next = Retry.next(Retry.next(plan(2, RESUME)));

        assertThat(Retry.after(next, AttemptState.NODE_FAILED)).isEmpty();
        assertThat(Retry.continued(next)).contains(new AttemptKey(KEY.home(), 7, 4));
        assertThat(Retry.continued(
                        AttemptPlan.fromJson(Json.parseObject(next.toJson().toString()))))
                .isEqualTo(Optional.of(new AttemptKey(KEY.home(), 7, 4)));
    }

    @Test
    void aCommandThatWasKeptAsOneTextIsLeftAlone() {
        var plan = plan(1, JsonObject.of("resume_command", "run --resume"));

        assertThat(Retry.next(plan).argv()).isEqualTo(plan.argv());
    }

    private static AttemptPlan plan(int retries, JsonObject watch) {
        var plain = new AttemptPlan(
                KEY,
                "lang/a",
                List.of("run"),
                Map.of("A", "1"),
                List.of("module load x"),
                List.of(),
                Resources.DEFAULT,
                List.of("-p", "x"),
                List.of("*.json"),
                List.of("loss"),
                1000);
        return AttemptPlan.fromJson(Json.parseObject(plain.toJson()
                .with("retries", retries)
                .with("watch", watch)
                .with("workdir", "runs")
                .with("priority", 5)
                .with("results_exclude", List.of("tmp/"))
                .toString()));
    }
}
