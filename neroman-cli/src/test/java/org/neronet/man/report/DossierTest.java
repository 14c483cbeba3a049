package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.experiment.Resources;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.DefinitionRow;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.Labels;
import org.neronet.man.history.Note;
import org.neronet.man.history.Siblings;
import org.neronet.man.history.Standing;
import org.neronet.man.provenance.GitState;
import org.neronet.man.provenance.Provenance;
import org.neronet.man.report.Dossier.Sent;
import org.neronet.man.report.Dossier.Tried;
import org.neronet.man.spec.Code;
import org.neronet.man.spec.Experiment;
import org.neronet.man.spec.Results;
import org.neronet.man.spec.Run;
import org.neronet.man.testing.Dossiers;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

class DossierTest {
    private static final DossierText TEXT = new DossierText(Samples.T0.plusSeconds(65), ZoneOffset.UTC);

    private static final Provenance ORIGIN = new Provenance(
            "jane",
            "laptop",
            Optional.of(new GitState(
                    "c".repeat(40),
                    Optional.of("main"),
                    Optional.of("git@host:lang"),
                    "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n-old\n+new\n+newer\n same\n",
                    List.of("new.py"))),
            JsonObject.of("neroman", "0.1").with("java", "17").with("VIRTUAL_ENV", "/venv"));

    private static Experiment experiment() {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("lr", 0.1);
        parameters.put("text", "a\u001b b");
        return new Experiment(
                "lang/deep",
                Optional.of("lang"),
                Path.of("/exp"),
                parameters,
                new Run(
                        List.of("python3", "main.py", "a b"),
                        Map.of("OMP", "1"),
                        List.of("module load x"),
                        new Resources(2, 1, Optional.of(8_000_000_000L), Optional.of(Duration.ofHours(4))),
                        List.of("--qos=long", "-C a"),
                        5,
                        2),
                new Code(List.of("main.py"), List.of("*.ckpt"), Optional.of("main.py")),
                new Results(List.of("*.json"), List.of(), 1000),
                List.of("val_loss", "acc"),
                Optional.of("hello"),
                JsonObject.of("stop", List.of("nan")),
                "/exp/config.yaml:7");
    }

    private static Dossier whole() {
        var facts = JsonObject.of("host", "node1")
                .with("cpus", 8L)
                .with("gpus", List.of(JsonObject.of("name", "A100").with("memory", "40 GB")))
                .with("os", "Linux")
                .with("kernel", "5.10")
                .with("java", "17");
        var first = Samples.ended(7, "triton", AttemptState.FAILED, "exit 3")
                .latest()
                .orElseThrow();
        var status = Samples.after(
                        7,
                        "gpu1",
                        Samples.submitted(7),
                        Samples.started(7),
                        new Event.Warned(Samples.key(7), Samples.T0, "slow disk"),
                        new Event.TerminationAsked(Samples.key(7), Samples.T0))
                .latest()
                .orElseThrow()
                .status();
        var second = new AttemptRow(
                7, 2, "gpu1", status, Optional.empty(), Optional.of("/exp/results/7-deep-a2"), Samples.T0);
        var row = new ExperimentRow(
                7,
                experiment(),
                Samples.T0,
                Optional.of(second),
                Optional.of(9L),
                new Labels(true, List.of("best", "paper")));
        var varied = new LinkedHashMap<String, List<String>>();
        varied.put("layers", List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"));
        varied.put("lr", Arrays.asList("0.1", "0.01", null));
        var code = List.of(new CodeFile("main.py", 1200, "a".repeat(64), true));
        return new Dossier(
                Samples.report(row, Samples.metric("val_loss", 0.25, 0.125, 0.9)),
                new Standing(
                        Optional.of("0123456789abcdef"),
                        Optional.of(Samples.T0.plusSeconds(60)),
                        List.of(2L),
                        List.of(3L, 4L)),
                new Siblings(30, varied),
                List.of(
                        new DefinitionRow(
                                Samples.T0.minusSeconds(60), "new", experiment(), Optional.empty(), Provenance.UNKNOWN),
                        new DefinitionRow(Samples.T0, "updated", experiment(), Optional.of("e".repeat(64)), ORIGIN)),
                List.of(
                        new Tried(first, Optional.of(Histories.ORIGIN), Optional.empty(), Optional.empty()),
                        new Tried(
                                second,
                                Optional.of(ORIGIN),
                                Optional.of(facts),
                                Optional.of(new Sent("f".repeat(64), code)))),
                List.of(new Note(7, Samples.T0, "jane", "too\u001b noisy\nand slow")),
                Optional.of(true));
    }

    @Test
    void everythingIsOnOnePage() {
        assertThat(TEXT.lines(whole()))
                .containsExactly(
                        "#7           lang/deep",
                        "state        running",
                        "deleted      2026-11-22 12:01:00",
                        "superseded   by #9, which has its name now",
                        "supersedes   #2",
                        "star         *",
                        "tags         #best #paper",
                        "collection   lang",
                        "identity     0123456789ab",
                        "same as      #3-4 (code, command and parameters)",
                        "parameters   lr = 0.1",
                        "             text = a\\x1b b",
                        "differs in   lr 0.1, among 30 experiments of its folder: 0.1, 0.01, null",
                        "             layers not there, among 30 experiments of its folder:"
                                + " 1, 2, 3, 4, 5, 6, 7, 8 and 2 more",
                        "command      python3 main.py 'a b'",
                        "env          OMP = 1",
                        "setup        module load x",
                        "resources    2 CPUs, 1 GPU, 8.0 GB, 4:00:00",
                        "sbatch_args  --qos=long '-C a'",
                        "priority     5",
                        "retries      2",
                        "code         main_code_file main.py",
                        "files        main.py",
                        "exclude      *.ckpt",
                        "outputs      *.json",
                        "declared     val_loss, acc",
                        "message      hello",
                        "rules        stop: [\"nan\"]",
                        "defined      updated 2026-11-22 12:00:00 by jane on laptop",
                        "in           /exp/config.yaml:7",
                        "git          commit " + "c".repeat(40) + " on main",
                        "             git@host:lang",
                        "             3 lines changed, 1 file unknown to git",
                        "with         neroman 0.1, java 17, VIRTUAL_ENV /venv",
                        "files then   eeeeeeeeeeee",
                        "changed      the folder holds other files now",
                        "before       new 2026-11-22 11:59:00 by an older Neronet",
                        "attempt 1    failed on triton: exit 3 (exit file)",
                        "             job 77_7, node node1, exit code 3",
                        "             submitted 2026-11-22 12:00:00 by jane on laptop, commit cccccccccc (changed)",
                        "             accepted 2026-11-22 12:00:01, started 2026-11-22 12:00:05,"
                                + " ended 2026-11-22 12:00:12, ran 0:07",
                        "attempt 2    running on gpu1",
                        "             job 77_7, node node1, its end was asked for",
                        "             submitted 2026-11-22 12:00:00 by jane on laptop, commit cccccccccc (changed)",
                        "             accepted 2026-11-22 12:00:01, started 2026-11-22 12:00:05, has run 1:00",
                        "             code ffffffffffff, 1 file, 1.2 kB",
                        "             found node1, 8 CPUs, 1 GPU; A100 40 GB, Linux 5.10, Java 17",
                        "             warning: slow disk",
                        "             results /exp/results/7-deep-a2",
                        "metrics      val_loss  last 0.25, min 0.125, max 0.9, 5 values",
                        "logs         neroman logs 7",
                        "notes        2026-11-22 12:00:00 jane: too\\x1b noisy",
                        "             and slow");
    }

    @Test
    void oneThatWasNeverSubmittedHasAShortPage() {
        assertThat(TEXT.lines(Dossiers.of(Samples.defined(4))))
                .containsExactly(
                        "#4           lang/run-4",
                        "state        defined, never submitted",
                        "collection   lang",
                        "identity     111111111111",
                        "parameters   lr = 0.1",
                        "             layers = 2",
                        "command      sh main.sh lang/run-4",
                        "resources    1 CPU",
                        "files        main.sh",
                        "defined      2026-11-22 12:00:00 by jane on laptop",
                        "in           /exp/config.yaml:1",
                        "git          commit " + "c".repeat(40) + " on main",
                        "             git@host:lang",
                        "             1 line changed, 1 file unknown to git",
                        "with         java 17",
                        "files then   dddddddddddd");
    }

    @Test
    void jsonHasTheFieldsOfStatusAndMore() {
        var json = Json.parseObject(Json.write(DossierJson.of(whole())));

        assertThat(json.integer("schema")).isEqualTo(1);
        var experiment = json.object("experiment");
        assertThat(experiment.asMap().keySet())
                .containsAll(StatusJson.experiment(whole().report(), true).keySet())
                .contains("identity", "supersedes", "same_as", "varied");
        assertThat(experiment.bool("folder_changed")).isTrue();
        assertThat(experiment.string("deleted_at")).isEqualTo("2026-11-22T12:01:00Z");
        assertThat(experiment.object("varied").asMap().get("lr")).isEqualTo(Arrays.asList("0.1", "0.01", null));
        assertThat(experiment.object("definition").strings("argv")).containsExactly("python3", "main.py", "a b");
        assertThat(experiment.object("definition").object("resources").integer("time_s"))
                .isEqualTo(14400);
        var definitions = experiment.objects("definitions", each -> each);
        assertThat(definitions.get(0).optionalObject("origin")).isEmpty();
        assertThat(definitions.get(1).object("origin").integer("changed_lines")).isEqualTo(3);
        assertThat(definitions.get(1).object("origin").object("environment").string("VIRTUAL_ENV"))
                .isEqualTo("/venv");
        var attempts = experiment.objects("attempts", each -> each);
        assertThat(attempts).hasSize(2);
        assertThat(attempts.get(0).optionalObject("code")).isEmpty();
        assertThat(attempts.get(1).object("code").integer("bytes")).isEqualTo(1200);
        assertThat(attempts.get(1).object("environment").integer("cpus")).isEqualTo(8);
        assertThat(attempts.get(0).integer("exit_code")).isEqualTo(3);
        assertThat(experiment.objects("notes", each -> each.string("text")))
                .containsExactly("too\u001b noisy\nand slow");
    }

    @Test
    void aCleanCheckoutIsSaidToBeClean() {
        var row = Samples.defined(4);
        var clean = new GitState("c".repeat(40), Optional.empty(), Optional.empty(), "", List.of());
        var dossier = Dossiers.of(row);
        var definition = new DefinitionRow(
                Samples.T0,
                "copied",
                row.experiment(),
                Optional.empty(),
                new Provenance("jane", "laptop", Optional.of(clean), JsonObject.empty()));

        assertThat(TEXT.lines(new Dossier(
                        dossier.report(),
                        dossier.standing(),
                        dossier.siblings(),
                        List.of(definition),
                        List.of(),
                        List.of(),
                        Optional.of(true))))
                .endsWith(
                        "defined      copied 2026-11-22 12:00:00 by jane on laptop",
                        "in           /exp/config.yaml:1",
                        "git          commit " + "c".repeat(40) + ", clean",
                        "changed      the folder holds other files now; neroman diff 4 shows how");
    }

    @Test
    void anExperimentOfAnOlderNeronetHasNoOrigin() {
        var row = Samples.defined(4);
        var dossier = new Dossier(
                Samples.report(row),
                new Standing(Optional.empty(), Optional.empty(), List.of(), List.of()),
                new Siblings(1, Map.of()),
                List.of(new DefinitionRow(Samples.T0, "new", row.experiment(), Optional.empty(), Provenance.UNKNOWN)),
                List.of(),
                List.of(),
                Optional.of(false));

        assertThat(TEXT.lines(dossier))
                .endsWith("defined      2026-11-22 12:00:00 by an older Neronet", "in           /exp/config.yaml:1");
    }
}
