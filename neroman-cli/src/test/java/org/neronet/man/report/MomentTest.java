package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;
import org.neronet.man.history.Moment;
import org.neronet.man.history.Moment.What;
import org.neronet.man.provenance.GitState;
import org.neronet.man.provenance.Provenance;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

class MomentTest {
    private static final Instant T0 = Samples.T0;
    private static final AttemptKey KEY = Samples.key(7);

    private static String text(What what) {
        var line = new MomentText(ZoneOffset.ofHours(2)).line(new Moment(T0, 7, "lang/a", what));
        assertThat(line).startsWith("2026-11-22 14:00:00  #7 lang/a  ");
        return line.substring("2026-11-22 14:00:00  #7 lang/a  ".length());
    }

    private static String json(What what) {
        var json = Json.write(MomentJson.of(List.of(new Moment(T0, 7, "lang/a", what))));
        var head = "{\"schema\":1,\"history\":[{\"at\":\"2026-11-22T12:00:00Z\",\"id\":7,\"name\":\"lang/a\",";
        assertThat(json).startsWith(head).endsWith("}]}");
        return json.substring(head.length(), json.length() - "}]}".length());
    }

    @Test
    void aDefinitionTellsWhoWhereAndFromWhichCommit() {
        var clean = new Provenance(
                "jane",
                "laptop",
                Optional.of(new GitState("d".repeat(40), Optional.empty(), Optional.empty(), "", List.of())),
                JsonObject.empty());
        assertThat(text(new What.Described("new", Optional.of(Histories.ORIGIN))))
                .isEqualTo("defined by jane on laptop, commit cccccccccc (changed)");
        assertThat(text(new What.Described("updated", Optional.of(clean))))
                .isEqualTo("updated by jane on laptop, commit dddddddddd");
        assertThat(text(new What.Described("copied", Optional.of(Provenance.UNKNOWN))))
                .isEqualTo("copied by an older Neronet");
        assertThat(json(new What.Described("new", Optional.of(Histories.ORIGIN))))
                .isEqualTo("\"attempt\":null,\"what\":\"defined\",\"origin\":{\"user\":\"jane\",\"host\":\"laptop\","
                        + "\"commit\":\"" + "c".repeat(40) + "\",\"branch\":\"main\",\"dirty\":true}");
        assertThat(json(new What.Described("changed", Optional.empty())))
                .isEqualTo("\"attempt\":null,\"what\":\"changed\",\"origin\":null");
    }

    @Test
    void labelsAndEndsOfTheListsAreTold() {
        assertThat(text(new What.Noted("jane", "a\u001bb\nc"))).isEqualTo("note by jane: a\\x1bb\\nc");
        assertThat(json(new What.Noted("jane", "a\nb")))
                .isEqualTo("\"attempt\":null,\"what\":\"noted\",\"author\":\"jane\",\"text\":\"a\\nb\"");
        assertThat(text(new What.Tagged("paper"))).isEqualTo("tagged paper");
        assertThat(json(new What.Tagged("paper"))).endsWith("\"what\":\"tagged\",\"tag\":\"paper\"");
        assertThat(text(new What.Superseded(9))).isEqualTo("its name belongs to #9 now");
        assertThat(json(new What.Superseded(9))).endsWith("\"what\":\"superseded\",\"by\":9");
        assertThat(text(new What.Deleted())).isEqualTo("deleted");
        assertThat(json(new What.Deleted())).endsWith("\"what\":\"deleted\"");
    }

    @Test
    void anAttemptIsFollowedFromItsSubmissionToItsResults() {
        assertThat(text(new What.Sent(2, "triton", Optional.of(Histories.ORIGIN))))
                .isEqualTo("attempt 2 submitted to triton by jane on laptop, commit cccccccccc (changed)");
        var facts = JsonObject.of("host", "n1")
                .with("cpus", 8L)
                .with("memory_bytes", 16_000_000_000L)
                .with("gpus", List.of(JsonObject.of("name", "A100"), JsonObject.of("fault", "x")));
        assertThat(Stream.of(
                                new Event.Submitted(KEY, T0),
                                new Event.Queued(KEY, T0, Optional.of("5_1")),
                                new Event.Queued(KEY, T0, Optional.empty()),
                                new Event.SubmitUnknown(KEY, T0, "sbatch timed out"),
                                new Event.Started(KEY, T0, "n1", Optional.of("5_1")),
                                new Event.Environment(KEY, T0, facts),
                                new Event.Warned(KEY, T0, "slow"),
                                new Event.TerminationAsked(KEY, T0),
                                new Event.Ended(KEY, T0, AttemptState.FAILED, Optional.of(3), "exit 3", "exit file"),
                                new Event.Fetched(KEY, T0, "/r/7-a"))
                        .map(event -> text(new What.Happened(event))))
                .containsExactly(
                        "accepted",
                        "queued (job 5_1)",
                        "queued",
                        "in doubt: sbatch timed out",
                        "running on n1 (job 5_1)",
                        "found n1, 8 CPUs, 16 GB, 1 GPU",
                        "warning: slow",
                        "its end was asked for",
                        "failed: exit 3 (exit file)",
                        "results fetched to /r/7-a");
        var second = new AttemptKey(Samples.HOME, 7, 2);
        assertThat(text(new What.Happened(new Event.Started(second, T0, "n1", Optional.empty()))))
                .isEqualTo("attempt 2 running on n1");
    }

    @Test
    void holdsAndReasonsToWaitAreMomentsToo() {
        var events = List.of(
                new Event.HoldAsked(KEY, T0),
                new Event.ReleaseAsked(KEY, T0),
                new Event.Released(KEY, T0),
                new Event.Waits(KEY, T0, "Priority", Optional.of(T0)),
                new Event.Waits(KEY, T0, "", Optional.empty()));

        assertThat(events.stream().map(event -> text(new What.Happened(event))))
                .containsExactly("held", "its release was asked for", "released", "waits: Priority", "waits");
        assertThat(events.stream().map(event -> json(new What.Happened(event))))
                .containsExactly(
                        "\"attempt\":1,\"what\":\"hold_asked\"",
                        "\"attempt\":1,\"what\":\"release_asked\"",
                        "\"attempt\":1,\"what\":\"released\"",
                        "\"attempt\":1,\"what\":\"waits\",\"reason\":\"Priority\",\"expected_at\":\"" + T0 + "\"",
                        "\"attempt\":1,\"what\":\"waits\",\"reason\":\"\",\"expected_at\":null");
    }

    @Test
    void everyEventHasItsFieldsInJson() {
        assertThat(json(new What.Sent(2, "triton", Optional.empty())))
                .isEqualTo("\"attempt\":2,\"what\":\"submitted\",\"cluster\":\"triton\",\"origin\":null");
        assertThat(Stream.of(
                                new Event.Submitted(KEY, T0),
                                new Event.Queued(KEY, T0, Optional.of("5_1")),
                                new Event.SubmitUnknown(KEY, T0, "why"),
                                new Event.Started(KEY, T0, "n1", Optional.empty()),
                                new Event.Environment(KEY, T0, JsonObject.of("cpus", 8L)),
                                new Event.Warned(KEY, T0, "slow"),
                                new Event.TerminationAsked(KEY, T0),
                                new Event.Ended(KEY, T0, AttemptState.LOST, Optional.empty(), "gone", "none"),
                                new Event.Fetched(KEY, T0, "/r"))
                        .map(event -> json(new What.Happened(event))))
                .allMatch(json -> json.startsWith("\"attempt\":1,\"what\":\""))
                .extracting(json -> json.substring("\"attempt\":1,\"what\":".length()))
                .containsExactly(
                        "\"accepted\"",
                        "\"queued\",\"job_id\":\"5_1\"",
                        "\"in_doubt\",\"reason\":\"why\"",
                        "\"running\",\"node\":\"n1\",\"job_id\":null",
                        "\"environment\",\"facts\":{\"cpus\":8}",
                        "\"warned\",\"text\":\"slow\"",
                        "\"termination_asked\"",
                        "\"ended\",\"state\":\"lost\",\"exit_code\":null,\"reason\":\"gone\",\"evidence\":\"none\"",
                        "\"fetched\",\"folder\":\"/r\"");
    }
}
