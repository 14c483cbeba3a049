package org.neronet.man.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.Call;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.service.SubmitPreview.Item;
import org.neronet.man.submit.UploadProgress;
import org.neronet.man.testing.FakeMum;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

class PreviewsTest {
    @TempDir
    Path place;

    private final FakeMum mum = new FakeMum();
    private NeronetHome home;
    private InProcessService service;
    private int opened;

    @BeforeEach
    void open() throws IOException {
        var folder = Files.createDirectory(place.resolve("exp"));
        Files.writeString(folder.resolve("main.sh"), "echo hello\n");
        Files.writeString(folder.resolve("config.yaml"), """
                collection: lang
                command: sh main.sh {n}
                env: {SEED: "{n}"}
                setup: module load hers
                resources: {cpus: 2, memory: 1GB, time: 90m}
                required_files: [main.sh]
                +small: {parameters: {n: [1, 2]}}
                +large: {parameters: {n: 3}, resources: {gpus: 1}, sbatch_args: --partition=gpu}
                +more: {parameters: {n: 4}}
                """);
        home = new NeronetHome(place.resolve("home")).ensure();
        Files.writeString(home.root().resolve("home_id"), Samples.HOME + "\n");
        clusters("triton: {ssh_address: t, type: slurm, sbatch_args: --account=nlp, setup: module load cluster}");
        var workspace =
                new Workspace(home, place, () -> Samples.T0, time -> {}, notice -> {}, where -> Histories.ORIGIN);
        service = new InProcessService(workspace, cluster -> {
            opened++;
            return mum;
        });
    }

    private void clusters(String... entries) throws IOException {
        Files.writeString(home.clusters(), "clusters:\n  " + String.join("\n  ", entries) + "\n");
    }

    @AfterEach
    void close() {
        service.close();
    }

    private SubmitPreview preview(String... words) {
        return service.preview(SubmitRequest.of(List.of(words), false));
    }

    private static List<String> names(List<Item> items) {
        return items.stream().map(item -> item.experiment().name()).toList();
    }

    @Test
    void aClusterOfCommandsShowsTheCallForOneExperiment() throws IOException {
        clusters(
                "pbs: {type: command, submit: 'q -N {name} -c {cpus} {script}', list: l, listed: '(?<id>x)(?<state>y)',"
                        + " states: {running: R}, cancel: 'c {id}'}");

        var call = preview("pbs", "exp").batches().get(0).call().orElseThrow();

        assertThat(call.words())
                .containsExactly("q", "-N", "neronet-<token>-1", "-c", "2", "<workdir>/batch/<token>/job-1.sh");
        assertThat(call.script()).contains("cd -- '<workdir>/batch/<token>'").endsWith(" . 1 '' bound\n");

        clusters("pbs: {type: command, submit: 'q -g {gpus} {script}', list: l, listed: '(?<id>x)(?<state>y)',"
                + " states: {running: R}, cancel: 'c {id}'}");
        assertThat(preview("pbs", "exp").batches().get(0).fault().orElseThrow()).contains("needs {gpus}");
    }

    @Test
    void likeExperimentsShareACallOfSbatchWithWhatMumWillSay() {
        var batches = preview("triton", "exp").batches();

        assertThat(batches).hasSize(2);
        assertThat(names(batches.get(0).items())).containsExactly("lang/small_n-1", "lang/small_n-2", "lang/more");
        assertThat(batches.get(0).call().orElseThrow().words())
                .containsExactly(
                        "env",
                        "-i",
                        "<environment>",
                        "sbatch",
                        "--job-name=neronet",
                        "--cpus-per-task=2",
                        "--mem=1018M",
                        "--time=90",
                        "--account=nlp",
                        "--parsable",
                        "--no-requeue",
                        "--array=1-3",
                        "--comment=neronet:<token>",
                        "--chdir=<workdir>/batch/<token>",
                        "--output=job-%a.out",
                        "--error=job-%a.out",
                        "--open-mode=append",
                        "--input=/dev/null",
                        "--export=ALL",
                        "<workdir>/batch/<token>/job.sh");
        assertThat(batches.get(0).call().orElseThrow().script())
                .startsWith("#!/bin/sh\n")
                .contains("${SLURM_ARRAY_TASK_ID:-$SGE_TASK_ID}");
        assertThat(names(batches.get(1).items())).containsExactly("lang/large");
        assertThat(batches.get(1).call().orElseThrow().words())
                .contains("--gres=gpu:1", "--array=1-1")
                .containsSubsequence("--account=nlp", "--partition=gpu", "--parsable");
        assertThat(batches).allMatch(batch -> batch.fault().isEmpty());
        assertThat(opened).isZero();
        assertThat(service.find(List.of())).isEmpty();
    }

    @Test
    void aWorkdirThatIsWholeIsShownAndOneThatTheClusterFillsInIsNot() throws IOException {
        clusters(
                "whole: {ssh_address: t, type: slurm, workdir: /scratch/x/../work}",
                "user: {ssh_address: t, type: slurm, workdir: /scratch/$USER/work}",
                "tilde: {ssh_address: t, type: slurm, workdir: ~/work}");

        assertThat(chdir("whole")).isEqualTo("--chdir=/scratch/work/batch/<token>");
        assertThat(chdir("user")).isEqualTo("--chdir=<workdir>/batch/<token>");
        assertThat(chdir("tilde")).isEqualTo("--chdir=<workdir>/batch/<token>");
    }

    private String chdir(String cluster) {
        return preview(cluster, "exp").batches().get(0).call().orElseThrow().words().stream()
                .filter(word -> word.startsWith("--chdir"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theParentsScriptsAreThoseOfTheAttemptAsFarAsItIsKnown() {
        var fresh = preview("triton", "exp").items().get(0).scripts().orElseThrow();

        assertThat(fresh.argv()).isEqualTo("set -- 'sh' 'main.sh' '1'\n");
        assertThat(fresh.environment())
                .startsWith("umask <umask>\n")
                .contains("export SEED='1'\n")
                .contains("export NERONET_ID='<id>'\nexport NERONET_RUN_ID='<id>'\nexport NERONET_ATTEMPT='1'\n")
                .endsWith("module load cluster\nmodule load hers\n");
        service.add(Path.of("exp"), 100);
        assertThat(preview("triton", "2").items().get(0).scripts().orElseThrow().environment())
                .contains("export NERONET_ID='2'\n");
    }

    @Test
    void anotherAttemptHasTheNextNumberAndOneThatWasCutOffKeepsIts() {
        service.add(Path.of("exp"), 100);
        submit("triton", "1");
        mum.happen(Samples.started(1), Samples.end(1, AttemptState.FAILED, "exit 3"));
        service.status(List.of());
        mum.breakAt(Call.SUBMIT);
        assertThatThrownBy(() -> submit("triton", "2")).isInstanceOf(NeronetException.class);

        assertThat(attempt(service.preview(SubmitRequest.of(List.of("triton", "1"), true))))
                .isEqualTo("2");
        assertThat(attempt(preview("triton", "2"))).isEqualTo("1");
    }

    private void submit(String... words) {
        service.submit(SubmitRequest.of(List.of(words), false), UploadProgress.SILENT);
    }

    private static String attempt(SubmitPreview preview) {
        var text = preview.items().get(0).scripts().orElseThrow().environment();
        return text.replaceAll("(?s).*NERONET_ATTEMPT='([0-9]+)'.*", "$1");
    }

    @Test
    void aDirectClusterHasNoCallButTheScripts() throws IOException {
        clusters("local: {setup: conda activate x}");

        var preview = preview("local", "exp");

        assertThat(preview.batches()).allMatch(batch -> batch.call().isEmpty());
        assertThat(preview.items())
                .allSatisfy(item -> assertThat(item.scripts().orElseThrow().environment())
                        .contains("conda activate x\nmodule load hers\n"));
    }

    @Test
    void wordsThatMumWouldRefuseAreTold() throws IOException {
        clusters("triton: {ssh_address: t, type: slurm, sbatch_args: --test-only}");

        assertThat(preview("triton", "exp").batches().get(0).fault())
                .isEqualTo(Optional.of("sbatch_args: --test-only cannot be used with Neronet"));
    }

    @Test
    void higherPrioritiesGoFirstInACallOfTheirOwn() throws IOException {
        config("command: sh main.sh {n}\n+a: {parameters: {n: 1}}\n+b: {parameters: {n: 2}, priority: 5}\n");

        assertThat(preview("triton", "exp").batches())
                .extracting(batch -> names(batch.items()))
                .containsExactly(List.of("b"), List.of("a"));
    }

    @Test
    void aFolderThatIsDefinedAlreadyIsShownAsItStands() throws IOException {
        config("command: sh main.sh {n}\nparameters: {n: [1, 2]}\nrequired_files: [main.sh]\n");
        service.add(Path.of("exp"), 100);
        submit("triton", "1");
        config("command: sh main.sh {n}\nparameters: {n: [1, 2, 3]}\nrequired_files: [main.sh]\n"
                + "resources: {cpus: 3}\n");

        var preview = preview("triton", "exp");

        assertThat(preview.items())
                .extracting(item -> item.id().orElse(0L) + " " + item.action())
                .containsExactly("1 ATTACH", "2 START", "0 START");
        assertThat(preview.batches())
                .singleElement()
                .satisfies(batch ->
                        assertThat(batch.call().orElseThrow().words()).contains("--cpus-per-task=3", "--array=1-2"));
    }

    @Test
    void otherCodeMakesAnotherExperimentOfWhatWasSubmitted() throws IOException {
        service.add(Path.of("exp"), 100);
        submit("triton", "1");
        Files.writeString(place.resolve("exp/main.sh"), "echo something else\n");

        assertThat(preview("triton", "exp").items())
                .extracting(
                        item -> item.id().orElse(0L) + " " + item.experiment().name())
                .containsExactly("2 lang/small_n-2", "3 lang/large", "4 lang/more", "0 lang/small_n-1");
    }

    private void config(String text) throws IOException {
        Files.writeString(place.resolve("exp/config.yaml"), text);
    }

    @Test
    void whatWouldNotBeStartedIsInNoBatch() {
        service.add(Path.of("exp"), 100);
        submit("triton", "1-2");

        var preview = preview("triton", "1-3");

        assertThat(preview.items())
                .extracting(Item::action)
                .containsExactly(SubmitPreview.Action.ATTACH, SubmitPreview.Action.ATTACH, SubmitPreview.Action.START);
        assertThat(preview.batches())
                .singleElement()
                .satisfies(batch -> assertThat(names(batch.items())).containsExactly("lang/large"));
    }

    @Test
    void anUnknownDefaultClusterIsAFaultBeforeAnythingIsShown() throws IOException {
        Files.writeString(home.preferences(), "default_cluster: nowhere\n");

        assertThatThrownBy(() -> preview("exp")).hasMessageStartingWith("no cluster 'nowhere'");
    }
}
