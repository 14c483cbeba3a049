package org.neronet.common.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Resources;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.GridEngineSettings;

class QsubCallTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final Resources MUCH =
            new Resources(2, 4, Optional.of(8L << 30), Optional.of(Duration.ofMinutes(90)));

    private static ClusterSettings site(GridEngineSettings settings) {
        return new ClusterSettings(
                "gridengine", Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty(), settings);
    }

    private static List<String> call(Resources resources, GridEngineSettings settings, Map<String, String> variables) {
        var plan = new AttemptPlan(
                new AttemptKey("a".repeat(32), 1, 1),
                "x",
                List.of("true"),
                Map.of(),
                List.of(),
                List.of(),
                resources,
                List.of(),
                List.of(),
                List.of(),
                0);
        return QsubCall.argv(new JobArray(TOKEN, Path.of("/w/batch/t"), 8, plan), site(settings), variables);
    }

    @Test
    void resourcesAreAskedForEachSlotAndTheUsersWordsFollow() {
        var settings = new GridEngineSettings(
                List.of("-P", "nlp"), Optional.of("smp"), Optional.of("mem_free"), Optional.of("ngpus"));

        var words = call(MUCH, settings, Map.of("PATH", "/bin"));

        assertThat(String.join(" ", words))
                .isEqualTo("env -i PATH=/bin qsub -pe smp 2 -l h_rt=5400 -l mem_free=4608M -l ngpus=2 -P nlp -v PATH"
                        + " -terse -r n -b n -S /bin/sh -m n -j y -t 1-8 -N neronet-" + TOKEN
                        + " -wd /w/batch/t -i /dev/null -o job-$TASK_ID.out /w/batch/t/job.sh");
    }

    @Test
    void variablesGoByNameWithoutThoseThatGridEngineSpoils() {
        var words = call(
                Resources.DEFAULT,
                GridEngineSettings.NONE,
                Map.of("A", "1,2=3", "BASH_FUNC_ml%%", "() { x; }", "B", "two\nlines"));

        assertThat(words).startsWith("env", "-i", "A=1,2=3", "qsub", "-v", "A");
    }

    @Test
    void usualNamesStandForWhatTheSiteDidNotSay() {
        var words =
                call(new Resources(1, 1, Optional.of(1L << 30), Optional.empty()), GridEngineSettings.NONE, Map.of());

        assertThat(words).containsSubsequence("-l", "h_vmem=2048M", "-l", "gpu=1");
    }

    @Test
    void whatTheSiteMustNameIsSaid() {
        assertThat(QsubCall.fault(MUCH, site(GridEngineSettings.NONE)).orElseThrow())
                .startsWith("cpus: 2 needs a parallel environment")
                .contains("parallel_environment: NAME");
        var smp = new GridEngineSettings(List.of(), Optional.of("smp"), Optional.empty(), Optional.empty());
        assertThat(QsubCall.fault(MUCH, site(smp))).isEmpty();
        assertThat(QsubCall.fault(new Resources(2, 1, Optional.empty(), Optional.empty()), site(smp))
                        .orElseThrow())
                .startsWith("gpus: 1 cannot be divided by cpus: 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-P nlp -q long.q | ''",
                "-hard -l gpu=1 -soft -l fast=1 -h -p -10 | ''",
                "-pe mpi 4 | ''",
                "-notify -q long.q | ''",
                "-t 1-3 | qsub_args: '-t' is set by Neronet itself or cannot be used with it; remove it",
                "-q a -V | qsub_args: '-V' is set by Neronet itself or cannot be used with it; remove it",
                "-q a b | qsub_args: 'b' belongs to no option",
                "script.sh | qsub_args: 'script.sh' belongs to no option"
            })
    void wordsAreJudged(String words, String fault) {
        assertThat(QsubWords.fault(List.of(words.split(" "))).orElse("")).isEqualTo(fault);
    }
}
