package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.Resources;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.process.CommandResult;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.CommandSettings;
import org.neronet.mum.warden.JobReport.Phase;

class CommandQueueTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    Path temp;

    private final List<List<String>> asked = new ArrayList<>();
    private final Map<String, CommandResult> answers = new java.util.HashMap<>();

    private CommandQueue queue(CommandSettings settings) {
        var tools = new WardenTools(
                (argv, limit) -> {
                    asked.add(argv);
                    var answer = answers.get(argv.stream()
                            .filter(answers::containsKey)
                            .findFirst()
                            .orElse(""));
                    if (answer == null) {
                        throw new IOException("no such program");
                    }
                    return answer;
                },
                InstantSource.system(),
                ClusterSettings.ofType("command").with(settings),
                Map.of("HOME", temp.toString(), "USER", "ann", "PATH", temp.toString()),
                temp.resolve("root/lib/abc"));
        return new CommandQueue(tools);
    }

    private void program(String name, int code, String out, String err) throws IOException {
        var file = temp.resolve(name);
        Files.writeString(file, "");
        file.toFile().setExecutable(true);
        answers.put(name, new CommandResult(code, out, err, false));
    }

    private static CommandSettings settings(String... pairs) {
        var texts = new java.util.HashMap<String, String>();
        for (int n = 0; n < pairs.length; n += 2) {
            texts.put(pairs[n], pairs[n + 1]);
        }
        return new CommandSettings(
                texts,
                Map.of("pending", List.of("Q"), "running", List.of("R"), "ended", List.of("F"), "failed", List.of("X")),
                Map.of("out_of_memory", List.of("-27")),
                List.of());
    }

    private static JobRef job(int line, String id) {
        return new JobRef(TOKEN, line, Optional.ofNullable(id));
    }

    private Batch batch(int lines) throws IOException {
        var folder = Files.createDirectories(temp.resolve("root/work/batch").resolve(TOKEN));
        var plan = Plans.of(1, "true");
        return new Batch(TOKEN, folder, java.util.Collections.nCopies(lines, plan.key()), plan);
    }

    @Test
    void aListByNumbersIsReadByItsPattern() throws Exception {
        program("ls-jobs", 0, "head\n7 R -\n8 F 3\n9 F -27\n10 Z -\n11 F -\n12 X -\n-5 R -\n", "");
        var queue = queue(
                settings("list", "ls-jobs -u {user}", "listed", "^(?<id>\\S+) (?<state>\\w) (?:-|(?<exit>-?\\d+))$"));

        var listing = queue.list(List.of(
                        job(1, "7"),
                        job(2, "8"),
                        job(3, "9"),
                        job(4, "10"),
                        job(5, "11"),
                        job(6, "12"),
                        job(7, "-5"),
                        job(8, null)))
                .orElseThrow();

        assertThat(asked).containsExactly(List.of("env", "ls-jobs", "-u", "ann"));
        assertThat(listing.of(job(1, "7")).orElseThrow().phase()).isEqualTo(Phase.RUNNING);
        var failed = listing.of(job(2, "8")).orElseThrow();
        assertThat(failed.end()).contains(AttemptState.FAILED);
        assertThat(failed.exitCode()).contains(3);
        assertThat(listing.of(job(3, "9")).orElseThrow().end()).contains(AttemptState.OUT_OF_MEMORY);
        var odd = listing.of(job(4, "10")).orElseThrow();
        assertThat(odd.phase()).isEqualTo(Phase.PENDING);
        assertThat(odd.words()).isEqualTo("ls-jobs: Z");
        assertThat(listing.of(job(5, "11")).orElseThrow().end()).isEmpty();
        assertThat(listing.of(job(6, "12")).orElseThrow().end()).contains(AttemptState.FAILED);
        assertThat(listing.of(job(7, "-5")))
                .as("a number that looks like an option")
                .isEmpty();
        assertThat(listing.of(job(8, null))).isEmpty();
    }

    @Test
    void aNameComesBeforeANumberThatCameAgainAndWhatRunsBeforeWhatEnded() throws Exception {
        program("l", 0, "7 other R\n8 neronet-" + TOKEN + "-1 F\n9 neronet-" + TOKEN + "-1 R\n", "");
        var queue = queue(settings("list", "l", "listed", "^(?<id>\\d+) (?<name>\\S+) (?<state>\\w)$"));

        var listing = queue.list(List.of(job(1, null), job(2, "7"))).orElseThrow();

        assertThat(listing.of(job(1, null)).orElseThrow().jobId()).contains("9");
        assertThat(listing.of(job(2, "7"))).isEmpty();
    }

    @Test
    void accountingIsAskedForWhatTheListNoLongerShowsTwoAtATime() throws Exception {
        program("l", 0, "", "");
        program("acct", 0, "job 7 F 0\n", "");
        var queue = queue(settings(
                "list",
                "l",
                "listed",
                "^(?<id>\\d+) (?<state>\\w)$",
                "account",
                "acct {id}",
                "accounted",
                "^job (?<id>\\d+) (?<state>\\w) (?<exit>\\d+)$"));

        var listing = queue.list(List.of(job(1, "7"), job(2, "8"), job(3, "9"))).orElseThrow();

        assertThat(listing.of(job(1, "7")).orElseThrow().end()).contains(AttemptState.FINISHED);
        assertThat(listing.of(job(2, "8"))).as("an answer about another job").isEmpty();
        assertThat(asked).hasSize(3);
    }

    @Test
    void whatCannotBeRunIsNoAnswer() throws Exception {
        var queue = queue(settings(
                "submit",
                "sub {script}",
                "list",
                "l",
                "listed",
                "(?<id>.)(?<state>.)",
                "cancel",
                "can {id}",
                "submitted",
                "(?<id>x)"));

        assertThat(queue.list(List.of(job(1, "7")))).isEmpty();
        assertThat(queue.cancel(List.of(job(1, "7")))).contains("can: no such program");
        assertThat(queue.cancel(List.of(job(1, null))))
                .contains("list: does not answer, so the job numbers are unknown");
        var file = Files.createFile(temp.resolve("sub"));
        file.toFile().setExecutable(true);
        assertThat(queue.launch(batch(1))).isEqualTo(new Launch.Unknown("submit: no such program"));
        assertThat(queue.room()).isZero();
        queue.settings(ClusterSettings.ofType("command").with(settings("submit", "sub")));
        assertThat(queue.room()).isEqualTo(1);
    }

    @Test
    void cancelSaysWhatWentWrongUnlessAllAreGone() throws Exception {
        program("can", 35, "", "can: 7 has finished\n");
        var calm = queue(settings("cancel", "can {ids}", "gone", "has finished"));
        var strict = queue(settings("cancel", "can -t {token} {id}"));

        assertThat(calm.cancel(List.of(job(1, "7"), job(2, "8")))).isEmpty();
        assertThat(calm.cancel(List.of())).isEmpty();
        assertThat(strict.cancel(List.of(job(1, "7")))).contains("can: can: 7 has finished");
        assertThat(asked)
                .containsExactly(List.of("env", "can", "7", "8"), List.of("env", "can", "-t", TOKEN + ".1", "7"));
    }

    @Test
    void onlyAPartOfABatchThatWasTakenIsADoubt() throws Exception {
        program("sub", 0, "job 5\n", "");
        var queue = queue(settings("submit", "sub {script}", "submitted", "job (?<id>\\d+)"));

        assertThat(queue.launch(batch(2))).isEqualTo(new Launch.Each(List.of("5", "5")));

        program("sub", 3, "", "no\n");
        assertThat(queue.launch(batch(2))).isEqualTo(new Launch.Refused("sub: no"));
    }

    @Test
    void theAnswerDecidesWhetherAJobWasTaken() {
        var settings = settings("submitted", "^(?<id>\\d+)$", "full", "too many");

        assertThat(answer(0, "5", "", settings)).isEqualTo(new Launch.Each(List.of("5")));
        assertThat(answer(0, "ok", "", settings)).isInstanceOf(Launch.Unknown.class);
        assertThat(answer(0, "ok", "", settings())).isEqualTo(new Launch.Each(List.of()));
        assertThat(answer(1, "5", "late fault", settings)).isInstanceOf(Launch.Unknown.class);
        assertThat(answer(1, "", "connection refused", settings)).isInstanceOf(Launch.Unknown.class);
        assertThat(answer(137, "", "", settings)).isInstanceOf(Launch.Unknown.class);
        assertThat(answer(170, "", "bad queue", settings)).isEqualTo(new Launch.Refused("q: bad queue"));
        assertThat(answer(1, "", "too many jobs", settings)).isInstanceOf(Launch.Full.class);
        assertThat(CommandAnswer.of(new CommandResult(-1, "", "", true), settings, "q"))
                .isInstanceOf(Launch.Unknown.class);
    }

    private static Launch answer(int code, String out, String err, CommandSettings settings) {
        return CommandAnswer.of(new CommandResult(code, out, err, false), settings, "q");
    }

    @Test
    void whatHasNoPlaceInSubmitIsTold() {
        var all = new Resources(2, 1, Optional.of(1L << 30), Optional.of(Duration.ofHours(1)));

        assertThat(CommandGaps.of(Plans.with(all, "--qos=x"), settings("submit", "q {script}")))
                .hasSize(5)
                .first()
                .isEqualTo("'resources: cpus' was passed over, as submit: in clusters.yaml has no {cpus}");
        assertThat(CommandGaps.of(
                        Plans.with(all), settings("submit", "q {cpus} {gpus} {memory_mb} {minutes} {script}")))
                .isEmpty();
    }

    @Test
    void severalQueuesAreToldApartByTheirNames() throws Exception {
        var warden = new CommandWarden();

        assertThat(warden.word()).isEqualTo("command");
        assertThat(warden.queueName(null)).isEqualTo("command-default");
        assertThat(warden.named("pbs").word()).isEqualTo("command:pbs");
        assertThat(warden.named("pbs").queueName(null)).isEqualTo("command-pbs");
        assertThatThrownBy(() -> warden.named("../x")).isInstanceOf(NeronetException.class);
        assertThatThrownBy(() -> new SlurmWarden().named("x")).hasMessageContaining("has no queue: 'x'");
    }
}
