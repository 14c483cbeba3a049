package org.neronet.kid.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.event.Event.RuleFired;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.event.EventJson;
import org.neronet.common.experiment.KidOrders;
import org.neronet.common.json.Json;
import org.neronet.common.process.ProcStat;
import org.neronet.common.rule.RuleParser;
import org.neronet.kid.testing.AttemptFixture;
import org.neronet.kid.testing.FakeMum.Ward;

/** A kid that judges a real program of this host. */
class RuleWatchTest extends KidTest {
    private Process program;

    @AfterEach
    void end() {
        if (program != null) {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly();
        }
    }

    @Test
    void aRuleIsToldThenTheProgramIsAskedOnceAndMayLeaveWithItsOwnCode() throws Exception {
        var attempt = attempt("\"nan\"");
        var ward = expect(attempt);
        var terms = home.resolve("terms");
        program(
                attempt,
                "trap 'echo t >>" + terms + "' TERM; echo ready; while [ ! -e " + attempt.folder.stopFile()
                        + " ]; do sleep 0.05; done; sleep 1; exit 7");
        attempt.print("loss nan\n");

        try (var kid = watch(attempt)) {
            assertThat(program.waitFor()).isEqualTo(7);
            await(() -> fired(ward).size() == 1);
            assertThat(kid.fault()).isEmpty();
        }

        assertThat(Files.readAllLines(terms)).containsExactly("t");
        assertThat(fired(ward).get(0)).returns("stop", RuleFired::action).returns("loss NaN at 0", RuleFired::reason);
        assertThat(attempt.folder.stopping()).content().contains("\"rule\":\"nan\"");
        assertThat(attempt.folder.stopFile()).hasContent("loss NaN at 0");
    }

    @Test
    void aDeafProgramIsKilledAfterTheGraceByTheNextKidToo() throws Exception {
        var attempt = attempt("{\"metric\": \"loss\", \"gt\": 1, \"action\": \"kill\", \"kill_after\": \"3s\"}");
        var ward = expect(attempt);
        program(
                attempt,
                "trap 'echo t >>" + home.resolve("terms") + "' TERM; sleep 600 & echo ready; "
                        + "while :; do sleep 0.1; done");
        attempt.print("loss 2\n");
        try (var kid = watch(attempt)) {
            await(() -> Files.exists(home.resolve("terms")));
            assertThat(kid.fault()).isEmpty();
        }
        assertThat(program.isAlive()).isTrue();

        try (var kid = watch(attempt)) {
            assertThat(program.waitFor()).isEqualTo(137);
            await(() -> fired(ward).size() == 1);
            assertThat(kid.fault()).isEmpty();
        }

        assertThat(Files.readAllLines(home.resolve("terms"))).containsExactly("t");
        assertThat(fired(ward)).hasSize(1);
    }

    @Test
    void whatAProgramLeavesBehindIsKilledWhenItHasEnded() throws Exception {
        var attempt = attempt("{\"metric\": \"loss\", \"gt\": 1, \"action\": \"kill\"}");
        var ward = expect(attempt);
        var left = home.resolve("left");
        program(
                attempt,
                "sh -c 'trap \"\" TERM; echo $$ >" + left + "; while :; do sleep 1; done' & while [ ! -s " + left
                        + " ]; do sleep 0.05; done; echo ready; while :; do sleep 0.1; done");
        long child = Long.parseLong(Files.readString(left).strip());

        try (var kid = watch(attempt)) {
            attempt.print("loss 2\n");
            assertThat(program.waitFor()).isEqualTo(143);
            attempt.exit();
            await(() -> !ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));
            await(() -> fired(ward).size() == 1);
            assertThat(kid.fault()).isEmpty();
        }
    }

    @Test
    void whatEndedByItselfIsOnlyWarnedOf() throws Exception {
        var attempt = attempt("\"nan\"");
        var ward = expect(attempt);
        attempt.print("loss nan\n");
        attempt.exit();

        try (var kid = watch(attempt)) {
            kid.awaitGone();
        }

        assertThat(fired(ward)).singleElement().satisfies(fired -> {
            assertThat(fired.action()).isEqualTo("warn");
            assertThat(fired.reason()).isEqualTo("loss NaN at 0; it had ended by itself");
        });
        assertThat(attempt.folder.stopFile()).doesNotExist();
    }

    @Test
    void aRestartedKidGoesOnCounting() throws Exception {
        var attempt = attempt(
                "{\"metric\": \"loss\", \"patience\": 2, \"action\": \"warn\"}, {\"max_steps\": 1, \"action\": \"notify\"}");
        var ward = expect(attempt);
        attempt.print("loss 1\nloss 2\n");
        try (var kid = watch(attempt)) {
            await(() -> fired(ward).size() == 1);
            assertThat(kid.fault()).isEmpty();
        }
        attempt.print("loss 2\n");
        try (var kid = watch(attempt)) {
            await(() -> fired(ward).size() == 2);
            assertThat(kid.fault()).isEmpty();
        }

        assertThat(fired(ward)).extracting(RuleFired::action).containsExactly("notify", "warn");
        assertThat(fired(ward).get(1).reason()).isEqualTo("loss 2 no improvement for 2 values (best 1 at 0)");
    }

    @Test
    void aKidThatCannotJudgeWatchesAllTheSameAndSaysSo() throws Exception {
        var attempt = attempt("{\"patience\": 3, \"metric\": \"thing\"}");
        var ward = expect(attempt);
        attempt.print("loss 1\n");

        for (int kids = 0; kids < 2; kids++) {
            attempt.print("loss 1\n");
            int values = kids + 2;
            try (var kid = watch(attempt)) {
                await(() -> ward.samples(org.neronet.common.experiment.OutputStreamName.STDOUT)
                                .size()
                        == values);
                await(() -> !warned(ward).isEmpty());
                assertThat(kid.fault()).isEmpty();
            }
        }

        assertThat(warned(ward)).singleElement().asString().contains("its rules are not judged", "goal: min");
    }

    @Test
    void aProgramOfAnotherBootIsLeftToMum() throws Exception {
        var attempt = attempt("\"nan\"");
        var ward = expect(attempt);
        program(attempt, "echo ready; sleep 600");
        AtomicFile.write(
                attempt.folder.start(), Files.readString(attempt.folder.start()).replaceAll("boot=.*", "boot=another"));
        attempt.print("loss nan\n");

        try (var kid = watch(attempt)) {
            await(() -> fired(ward).size() == 1);
            assertThat(kid.fault()).isEmpty();
        }

        assertThat(fired(ward).get(0).action()).isEqualTo("stop");
        assertThat(program.isAlive()).isTrue();
        assertThat(attempt.folder.stopFile()).doesNotExist();
    }

    @Test
    void anOrderOfMumIsCarriedOutOnceHoweverOftenItComes() throws Exception {
        var attempt = attempt(1);
        var ward = expect(attempt);
        var terms = home.resolve("terms");
        program(
                attempt,
                "trap 'echo t >>" + terms + "' TERM; echo ready; while [ ! -e " + attempt.folder.stopFile()
                        + " ]; do sleep 0.05; done; sleep 1; exit 7");
        ward.order = new RuleFired(attempt.key, Instant.EPOCH, "prune", "stop", "loss 2 is worse than 1");

        try (var kid = watch(attempt)) {
            attempt.print("loss 2\n");
            assertThat(program.waitFor()).isEqualTo(7);
            assertThat(kid.fault()).isEmpty();
        }

        assertThat(Files.readAllLines(terms)).containsExactly("t");
        assertThat(fired(ward)).isEmpty();
        assertThat(attempt.folder.stopping()).content().contains("\"rule\":\"prune\"");
        assertThat(attempt.folder.stopFile()).hasContent("loss 2 is worse than 1");
    }

    @Test
    void theNextKidGoesOnWithAnOrderAfterTheGraceOfItsRule() throws Exception {
        var attempt = attempt("{\"prune\": \"asha\", \"metric\": \"loss\", \"goal\": \"min\", \"kill_after\": \"3s\"}");
        var ward = expect(attempt);
        var rule = RuleParser.parse(
                        KidOrders.fromJson(Json.parseObject(Files.readString(attempt.folder.orders())))
                                .watch(),
                        Set.of())
                .get(0)
                .basics();
        program(attempt, "trap 'echo t >>" + home.resolve("terms") + "' TERM; echo ready; while :; do sleep 0.1; done");
        ward.order = new RuleFired(attempt.key, Instant.EPOCH, rule.name(), "stop", "loss 2 is worse than 1");
        try (var kid = watch(attempt)) {
            await(() -> Files.exists(home.resolve("terms")));
            assertThat(kid.fault()).isEmpty();
        }
        ward.order = null;
        assertThat(program.isAlive()).isTrue();

        try (var kid = watch(attempt)) {
            assertThat(program.waitFor()).isEqualTo(137);
            assertThat(kid.fault()).isEmpty();
        }
        assertThat(Files.readAllLines(home.resolve("terms"))).containsExactly("t");
    }

    @Test
    void theNextKidAsksWhenTheOneBeforeEndedBeforeItCould() throws Exception {
        var attempt = attempt("{\"metric\": \"loss\", \"gt\": 1, \"kill_after\": \"20s\"}");
        expect(attempt);
        program(
                attempt,
                "trap 'echo t >>" + home.resolve("terms") + "; exit 7' TERM; echo ready; while :; do sleep 0.1; done");
        Files.writeString(attempt.folder.unasked(), "");
        noteOfTheKidBefore(attempt);
        Files.writeString(attempt.folder.stopFile(), "");

        try (var kid = watch(attempt)) {
            assertThat(program.waitFor()).as("its grace counts from its TERM").isEqualTo(7);
            assertThat(kid.fault()).isEmpty();
        }

        assertThat(Files.readAllLines(home.resolve("terms"))).containsExactly("t");
        assertThat(attempt.folder.unasked()).doesNotExist();
    }

    @Test
    void theNextKidAsksNobodyWhoMayHaveBeenAsked() throws Exception {
        var attempt = attempt("{\"metric\": \"loss\", \"gt\": 1, \"kill_after\": \"1s\"}");
        expect(attempt);
        program(attempt, "trap 'echo t >>" + home.resolve("terms") + "' TERM; echo ready; while :; do sleep 0.1; done");
        noteOfTheKidBefore(attempt);

        try (var kid = watch(attempt)) {
            assertThat(program.waitFor()).isEqualTo(137);
            assertThat(kid.fault()).isEmpty();
        }

        assertThat(home.resolve("terms")).doesNotExist();
    }

    private static void noteOfTheKidBefore(AttemptFixture attempt) throws IOException {
        var longAgo = new RuleFired(attempt.key, Instant.EPOCH, "loss gt 1", "stop", "loss 2 > 1");
        Files.writeString(attempt.folder.stopping(), EventJson.write(longAgo) + "\n");
    }

    private AttemptFixture attempt(String rules) throws IOException {
        return attempt(1).watch(Json.parseObject("{\"stop\": [" + rules + "]}"));
    }

    private static List<RuleFired> fired(Ward ward) {
        return List.copyOf(ward.events).stream()
                .filter(RuleFired.class::isInstance)
                .map(RuleFired.class::cast)
                .toList();
    }

    private static List<String> warned(Ward ward) {
        return List.copyOf(ward.events).stream()
                .filter(Warned.class::isInstance)
                .map(event -> ((Warned) event).text())
                .toList();
    }

    private void program(AttemptFixture attempt, String script) throws IOException {
        program = new ProcessBuilder("setsid", "sh", "-c", script).start();
        assertThat(program.inputReader().readLine()).isEqualTo("ready");
        long ticks = ProcStat.of(program.pid()).orElseThrow().ticks();
        var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        AtomicFile.write(
                attempt.folder.start(),
                "host=n1\ntime=" + Instant.now().getEpochSecond() + "\nprogram=" + program.pid() + "\nprogram_ticks="
                        + ticks + "\nboot=" + boot + "\n");
    }
}
