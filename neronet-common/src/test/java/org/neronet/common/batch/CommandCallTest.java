package org.neronet.common.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Resources;
import org.neronet.common.wire.CommandSettings;

class CommandCallTest {
    private static final Map<String, String> LOGIN = Map.of("USER", "ann", "HOME", "/home/ann");

    private static JobArray array(Resources resources) {
        var plan = new AttemptPlan(
                new AttemptKey("0".repeat(32), 1, 1),
                "x",
                List.of("true"),
                Map.of(),
                List.of(),
                List.of(),
                resources,
                List.of(),
                List.of(),
                List.of(),
                AttemptPlan.DEFAULT_RESULT_BYTES);
        return new JobArray("t1", Path.of("/w d/batch/t1"), 1, plan);
    }

    private static CommandSettings submit(String template) {
        return new CommandSettings(Map.of(CommandSettings.SUBMIT, template), Map.of(), Map.of(), List.of());
    }

    @Test
    void everythingAnExperimentSaysHasAPlace() {
        var all = new Resources(
                4, 2, Optional.of(1L << 30), Optional.of(Duration.ofHours(72).plusSeconds(5)));

        var words = CommandCall.argv(
                array(all),
                3,
                submit("q {name} {token} {script} {folder} {log} {cpus} {gpus} {memory_mb} {time} {seconds} {minutes}"
                        + " {user} {home}"),
                LOGIN);

        assertThat(words)
                .containsExactly(
                        "q",
                        "neronet-t1-3",
                        "t1.3",
                        "/w d/batch/t1/job-3.sh",
                        "/w d/batch/t1",
                        "/w d/batch/t1/job-3.out",
                        "4",
                        "2",
                        "1088",
                        "72:00:05",
                        "259205",
                        "4321",
                        "ann",
                        "/home/ann");
    }

    @Test
    void whatItDoesNotSayIsLeftOutInBracketsAndAFaultOutside() {
        var bare = array(Resources.DEFAULT);

        assertThat(CommandCall.argv(
                        bare, 1, submit("q n={cpus}[:g={gpus}][:m={memory_mb}] [-t {time}] {script}"), LOGIN))
                .containsExactly("q", "n=1", "/w d/batch/t1/job-1.sh");
        assertThat(CommandCall.fault(bare, submit("q -t {minutes} {script}")).orElseThrow())
                .isEqualTo("submit: in clusters.yaml needs {minutes}, which the experiment does not say; say it in"
                        + " 'resources:', or set what belongs to it in brackets: [… {minutes}]");
        assertThat(CommandCall.fault(bare, submit("q {script}"))).isEmpty();
        assertThat(CommandCall.fault(bare, CommandSettings.NONE))
                .contains("clusters.yaml says no submit: for this cluster");
    }

    @Test
    void theScriptHoldsNothingButTheQuotedFolder() {
        assertThat(CommandCall.scriptText(Path.of("/a'b $(x)"), 2))
                .isEqualTo("#!/bin/sh\ncd -- '/a'\\''b $(x)' && IFS= read -r lib <lib && exec sh \"$lib/parent\" . 2"
                        + " '' bound\n");
    }

    @Test
    void eachTemplateHasValuesOfItsOwn() {
        assertThat(CommandCall.known(CommandSettings.LIST)).containsExactlyInAnyOrder("ids", "user", "home");
        assertThat(CommandCall.known(CommandSettings.FIND)).contains("name").doesNotContain("id", "ids");
        assertThat(CommandCall.known(CommandSettings.CANCEL)).contains("id", "ids", "name");
        assertThat(CommandCall.known(CommandSettings.ACCOUNT)).contains("id").doesNotContain("ids");
    }
}
