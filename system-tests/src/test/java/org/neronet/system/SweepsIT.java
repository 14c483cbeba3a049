package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way to vary parameters, from the file to the program's arguments. */
class SweepsIT {
    @RegisterExtension
    static final Lab LAB = Lab.local();

    @Test
    void everyWayToVaryGivesTheArgumentsThatItSays() {
        var folder = LAB.stage()
                .experiment(
                        "ways",
                        List.of(
                                "command: run {a} {b}",
                                "parameters: {a: [1, 2], b: [x, y]}",
                                "+grid:",
                                "+zipped: {sweep: zip}",
                                "+points: {parameters: {a: 0}, sweep: {points: [{b: p}, {a: 7, b: q}]}}",
                                "+range: {parameters: {a: {range: [0, 0.3, 0.1]}, b: z}}",
                                "+spaced:",
                                "  parameters: {a: {linspace: [0, 1, 3]}, b: {logspace: [-2, -1, 2]}}",
                                "  sweep: {except: 'a == 0.5'}",
                                "+geometric: {parameters: {a: {geomspace: [1, 100, 3]}, b: {expr: 'a * 2'}}}",
                                "+repeated: {command: 'run {seed}', parameters: {a: 1, b: 2}, repeat: 2}"));

        assertThat(arguments(folder))
                .containsExactly(
                        "1 x",
                        "1 y",
                        "2 x",
                        "2 y",
                        "1 x",
                        "2 y",
                        "0 p",
                        "7 q",
                        "0.0 z",
                        "0.1 z",
                        "0.2 z",
                        "0.0 0.01",
                        "0.0 0.1",
                        "1.0 0.01",
                        "1.0 0.1",
                        "1.0 2",
                        "10.0 20",
                        "100.0 200",
                        "1",
                        "2");
    }

    @Test
    void aRandomSearchIsTheSameAgain() {
        var folder = LAB.stage()
                .experiment(
                        "random",
                        List.of(
                                "command: run {lr} {n} {u} {act}",
                                "parameters:",
                                "  lr: {loguniform: [1e-5, 1e-1]}",
                                "  n: {integer: [1, 9]}",
                                "  u: {uniform: [0, 1]}",
                                "  act: {choice: [relu, tanh]}",
                                "sweep: {random: 20, seed: 7}"));

        assertThat(arguments(folder)).hasSize(20).doesNotHaveDuplicates().isEqualTo(arguments(folder));
    }

    @Test
    void aBillionIsRefusedAndMoreIsAllowedWhenAskedFor() {
        var folder = LAB.stage()
                .experiment("billion", List.of("command: run {a}", "parameters: {a: {range: [1000000000]}}"));
        assertThat(LAB.neroman().run("add", folder.toString()).exits(2).err())
                .contains("config.yaml:2:13: error: 1,000,000,000 combinations, the limit is 10,000")
                .contains("--limit N");
        var larger = LAB.stage().experiment("larger", List.of("command: run {a}", "parameters: {a: {range: [10001]}}"));
        LAB.neroman().run("check", larger.toString()).exits(2);
        LAB.neroman().run("check", "--limit", "10001", larger.toString()).ok();
        assertThat(LAB.neroman()
                        .run("check", "--limit", "0", larger.toString())
                        .exits(2)
                        .err())
                .contains("--limit must be from 1 to 1,000,000");
    }

    @Test
    void rulesAndSweepsThatCannotBeMeantAreFoundTogether() {
        var folder = LAB.stage()
                .experiment(
                        "faults",
                        List.of(
                                "command: run {a}",
                                "deep: {parameters: {a: 1}}",
                                "parameters: {a: {rnge: [3]}, b: {expr: 'c * 2'}, d: {uniform: [0, 1]}}",
                                "sweep: {except: 'a >'}",
                                "stop: [{metric: loss, patienc: 3}]",
                                "conditions: {c: {variablename: loss, comparator: gtt, killvalue: 3}}",
                                "notify: [{to: me, on: fial}]",
                                "results: {max_size: huge}"));

        var err = LAB.neroman().run("check", folder.toString()).exits(2).err();

        assertThat(err)
                .contains(":2:1: error: an experiment's name begins with '+': '+deep:'")
                .contains("did you mean 'range'?")
                .contains("'d' is for a random search")
                .contains("did you mean 'patience'?")
                .contains("did you mean 'gt'?")
                .contains("did you mean 'fail'?")
                .contains("max_size cannot be 'huge'");
    }

    @Test
    void whatIsWithoutEffectYetIsTold() {
        var folder = LAB.stage()
                .experiment(
                        "rules",
                        List.of(
                                "command: run {a}",
                                "parameters: {a: [1, 2], idle: [3, 4]}",
                                "stop: [nan, {metric: loss, patience: 10, after: 5 epochs}, {no_output: 30m, action: warn}]",
                                "conditions: {c: {variablename: loss, comparator: gt, killvalue: 3, when: time 5}}",
                                "notify: [{to: me@example.org, on: [fail], digest: 10m}]"));

        var add = LAB.neroman().run("add", folder.toString()).ok();

        assertThat(add.err())
                .contains("config.yaml:2:13: warning: 'idle' varies, but neither command nor env uses it")
                .contains("without effect in this version: notify");
        assertThat(LAB.neroman()
                        .run("submit", "--dry-run", "local", folder.toString())
                        .ok()
                        .err())
                .contains("config.yaml:2:13: warning: 'idle' varies, but neither command nor env uses it");
    }

    @Test
    void aShellRunsTheCommandAndNeverTheValue() {
        LAB.neroman().clusters("local: {slots: 2}");
        var value = "a  b; $(echo no) `echo no` \"q\" '\\'' *";
        var folder = LAB.stage()
                .experiment(
                        "shell",
                        List.of(
                                "shell: true",
                                "parameters: {x: '" + value.replace("'", "''") + "'}",
                                "command: |-",
                                "  printf '%s\\n' {x} \"{x}\" '{x}' | tee copy.txt"));
        var ids = LAB.neroman().add(folder);

        LAB.neroman().run("submit", "local", "" + ids.get(0)).ok();

        LAB.neroman().awaitStates(ids, "finished", Duration.ofSeconds(60));
        assertThat(LAB.neroman().run("logs", "" + ids.get(0)).ok().out()).isEqualTo((value + "\n").repeat(3));
    }

    private static List<String> arguments(Path folder) {
        assertThat(Files.exists(folder)).isTrue();
        var json = Status.tree(
                LAB.neroman().run("check", "--json", folder.toString()).ok().out());
        var all = new ArrayList<String>();
        for (var experiment : json.path("experiments")) {
            var words = new ArrayList<String>();
            experiment.path("argv").forEach(word -> words.add(word.asText()));
            all.add(String.join(" ", words.subList(1, words.size())));
        }
        return all;
    }
}
