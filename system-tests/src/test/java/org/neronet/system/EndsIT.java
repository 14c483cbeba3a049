package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.json.Json;

/** How programs end, and how they begin: codes, signals, limits, refusals, their words and their signal masks. */
@Tag("slurm")
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesOtherCluster
class EndsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String MASKS = "'^Sig(Ign|Blk|Cgt)' /proc/self/status";
    private static final List<String> NAMES =
            List.of("three", "killed", "missing", "refused", "masks", "words", "long");
    private static final String CONFIG = """
            +three:
              command: [sh, -c, 'echo before; exit 3']
            +killed:
              command: [sh, -c, 'kill -9 $$']
            +missing:
              command: no-such-program --at all
            +refused:
              command: 'true'
              sbatch_args: --partition=nowhere
            +masks:
              command: grep -E MASKS
            +words:
              command: ['sh', 'words.sh', WORDS, '{p}']
              parameters: {p: '{q} $x'}
            +long:
              command: sh -c 'sleep 0.8; exit 4'
            """;

    /** Words that a shell, a script or YAML might spoil, with a bar between them. */
    private static final List<String> WORDS = List.of(
            ("| |two words|it's|say \"hi\"|$HOME `id` $(id)|a\\b\\|-n|*|~|{n}|a\nb\n|\t|#no|x;y&z>|!|ÄÖ 试 \uD83D\uDE00"
                            + "|%s%n|--|'")
                    .split("\\|"));

    @RegisterExtension
    static final Lab LAB = Lab.withOtherCluster();

    private long first;

    @BeforeAll
    void submitAll() {
        LAB.neroman().addCluster("triton", "triton", "slurm");
        var words = WORDS.stream().map(Json::write).collect(Collectors.joining(", "));
        var config = CONFIG.replace("MASKS", MASKS).replace("WORDS", words.replace("{n}", "{{n}}"));
        var folder = LAB.stage().experiment("ends", config.lines().toList());
        LAB.stage().write(folder.resolve("words.sh"), "printf '%s\\0' \"$@\"\n");
        var ids = LAB.neroman().add(folder);
        first = ids.get(0);
        assertThat(ids).hasSameSizeAs(NAMES);
        LAB.neroman().run("submit", "triton", first + "-" + (first + 6)).exits(0, 6);
    }

    private long id(String name) {
        return first + NAMES.indexOf(name);
    }

    private Status ends(String name, String state, int exitCode) {
        long id = id(name);
        var status = LAB.neroman().awaitStates(id, id, state, LIMIT);
        assertThat(status.exitCode(id).asInt(-1))
                .as("exit code in %s", status.experiment(id))
                .isEqualTo(exitCode);
        return status;
    }

    @Test
    void anExitCodeIsAFailureWithThatCode() {
        var status = ends("three", "failed", 3);

        assertThat(status.reason(id("three"))).contains("3");
        assertThat(LAB.neroman().run("logs", Long.toString(id("three"))).ok().out())
                .isEqualTo("before\n");
    }

    @Test
    void anExitCodeAfterTheKidCameIsTheSame() {
        ends("long", "failed", 4);
    }

    @Test
    void aKilledProgramSaysSo() {
        var status = ends("killed", "failed", 137);

        assertThat(status.reason(id("killed"))).contains("exit 137 (SIGKILL, or exit 137)");
    }

    @Test
    void aMissingProgramIsNamed() {
        ends("missing", "failed", 127);

        var logs = LAB.neroman().run("logs", Long.toString(id("missing"))).ok();
        assertThat(logs.err()).contains("no-such-program");
        assertThat(logs.out()).isEmpty();
    }

    @Test
    void aRefusedSubmissionHasTheSchedulersWords() {
        long id = id("refused");

        var status = LAB.neroman().awaitStates(id, id, "submit_failed", LIMIT);

        assertThat(status.reason(id)).contains("invalid partition specified: nowhere");
        assertThat(status.experiment(id).path("job_id").isNull()).isTrue();
    }

    @Test
    void signalsAreAsInABareJob() {
        long id = id("masks");
        LAB.neroman().awaitStates(id, id, "finished", LIMIT);
        var script = LAB.stage().user().resolve("bare.sh");
        LAB.stage().write(script, "#!/bin/sh\ngrep -E " + MASKS + "\n");

        var bare = LAB.slurm().bare(LAB.stage().user(), script.toString());

        assertThat(bare).contains("SigIgn").contains("SigBlk").contains("SigCgt");
        assertThat(LAB.neroman().run("logs", Long.toString(id)).ok().out()).isEqualTo(bare);
    }

    @Test
    void wordsArriveByteForByte() {
        long id = id("words");
        LAB.neroman().awaitStates(id, id, "finished", LIMIT);

        var printed = LAB.neroman().run("logs", Long.toString(id)).ok().out();

        var expected = new ArrayList<>(WORDS);
        expected.add("{q} $x");
        expected.add("");
        assertThat(List.of(printed.split("\0", -1))).isEqualTo(expected);
    }
}
