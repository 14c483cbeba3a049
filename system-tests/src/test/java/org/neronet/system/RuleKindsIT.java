package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of rule of the manual, with a program that it concerns; all run at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleKindsIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String LONG = "; sleep 600";
    /** Long enough for a kid to come and hear it. */
    private static final String SHORT = "; sleep 8";

    @RegisterExtension
    static final Lab LAB = Lab.local();

    private Status status;
    private List<Long> ids;

    /** @param said what the reason, or a warning of one that finished, tells */
    record Program(String name, String shell, String rule, String state, String said) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Program stops(String name, String shell, String rule, String reason) {
        return new Program(name, shell + LONG, "stop: " + rule, "stopped", reason);
    }

    private static Program warns(String name, String shell, String rule, String warning) {
        return new Program(name, shell + SHORT, "stop: " + rule, "finished", warning);
    }

    private static Program condition(String name, String comparator, int limit, String reason) {
        return new Program(
                name, "echo error_rate 60" + LONG, old(comparator, limit, "immediately", "kill"), "stopped", reason);
    }

    private static String old(String comparator, int limit, String when, String action) {
        return "conditions: {it: {variablename: error_rate, comparator: %s, killvalue: %d, when: %s, action: %s}}"
                .formatted(comparator, limit, when, action);
    }

    private static String values(String name, String values) {
        return "for v in " + values + "; do echo " + name + " $v; sleep 0.05; done";
    }

    private static String steps(String axis, String values) {
        return "n=0; for v in " + values + "; do n=$((n+1)); echo " + axis + " $n loss $v; sleep 0.05; done";
    }

    static List<Program> programs() {
        return Stream.of(thresholds(), courses(), budgets(), conditions())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Program> thresholds() {
        return List.of(
                stops("lt", values("acc", "0.5 0.01"), "{metric: acc, lt: 0.1}", "acc 0.01 < 0.1"),
                stops("ge", values("loss", "1 5"), "{metric: loss, ge: 5}", "loss 5 >= 5"),
                stops("le", values("acc", "3 2"), "{metric: acc, le: 2}", "acc 2 <= 2"),
                stops("eq", values("loss", "1 0"), "{metric: loss, eq: 0}", "loss 0"),
                stops("in-a-row", values("loss", "9 1 9 9"), "{metric: loss, gt: 5, for: 2}", "loss 9 > 5"),
                stops("after", steps("epoch", "9 9 9 9"), "{metric: loss, gt: 5, after: 3 epochs}", "loss 9 > 5"),
                stops("nan-twice", values("loss", "1 nan 2 nan nan"), "{nan: true, times: 2}", "NaN"),
                warns("warn", values("loss", "9 1"), "{metric: loss, gt: 5, action: warn}", "loss 9 > 5"),
                warns("notify", values("loss", "9 1"), "{metric: loss, gt: 5, action: notify}", "loss 9 > 5"));
    }

    private static List<Program> courses() {
        return List.of(
                stops(
                        "patience-max",
                        values("val_acc", "0.5 0.7 0.6 0.6 0.65"),
                        "{metric: val_acc, patience: 3, goal: max, min_delta: 0.01}",
                        "val_acc 0.65 no improvement for 3 values"),
                stops("plateau", values("loss", "3 2 1 1 1 1 1"), "{metric: loss, plateau: 0.001}", "loss"),
                stops(
                        "diverge",
                        values("loss", "2 1 30 40 50"),
                        "{metric: loss, diverge: 10, action: stop}",
                        "loss 50"),
                warns("diverge-warns", values("loss", "2 1 30 40 50"), "{metric: loss, diverge: 10}", "loss 50"),
                stops(
                        "spike",
                        values("loss", "1 1.1 0.9 1.2 0.8 1 1.1 0.9 1.2 0.8 1.05 100"),
                        "{metric: loss, spike: 6, action: stop}",
                        "loss 100"),
                stops(
                        "when",
                        steps("epoch", "1 2 9 9 9"),
                        "{when: 'mean(loss, 2) > 2 * abs(min(loss)) and epoch >= 4 or best(loss) < -1'}",
                        "mean(loss, 2)"),
                stops(
                        "when-std",
                        values("loss", "1 5 5 5 5"),
                        "{when: 'std(loss, 3) == 0 and not median(loss, 3) < 5'}",
                        "std"));
    }

    private static List<Program> budgets() {
        var memory = "python3 -c \"import time; x = bytearray(b'1') * 300000000; time.sleep(600)\"";
        return List.of(
                stops("max-steps", steps("step", "1 1 1 1 1"), "{max_steps: 4}", "4"),
                stops("max-epochs", steps("epoch", "1 1 1 1"), "{max_epochs: 3}", "3"),
                stops("memory", memory, "{memory: 200MB, action: kill, kill_after: 1s}", "MB"),
                stops("disk", "echo loss 1", "{disk: 9000TB, action: stop}", "free"),
                warns("memory-share", "echo loss 1", "{memory: 0.0001%}", "memory"));
    }

    private static List<Program> conditions() {
        return List.of(
                condition("old-gt", "gt", 50, "error_rate 60 > 50"),
                condition("old-lt", "lt", 70, "error_rate 60 < 70"),
                condition("old-eq", "eq", 60, "error_rate 60"),
                condition("old-geq", "geq", 60, "error_rate 60 >= 60"),
                condition("old-leq", "leq", 60, "error_rate 60 <= 60"),
                new Program(
                        "old-time",
                        "echo error_rate 60" + LONG,
                        old("gt", 50, "time 0", "kill"),
                        "stopped",
                        "error_rate 60"),
                new Program(
                        "old-warn",
                        "echo error_rate 60" + SHORT,
                        old("gt", 50, "immediately", "warn"),
                        "finished",
                        "error_rate 60"),
                new Program(
                        "old-mail",
                        "echo error_rate 60" + SHORT,
                        old("gt", 50, "immediately", "email"),
                        "finished",
                        "error_rate 60"));
    }

    @BeforeAll
    void everythingEnds() {
        var all = programs();
        var config = new ArrayList<String>();
        for (var program : all) {
            LAB.stage().write(LAB.stage().user().resolve(program.name() + ".sh"), program.shell() + "\n");
            config.add("+" + program.name() + ":");
            config.add("  command: sh " + LAB.stage().user().resolve(program.name() + ".sh"));
            config.add("  " + program.rule());
        }
        LAB.neroman().clusters("local: {slots: " + all.size() + "}");
        ids = LAB.neroman().add(LAB.stage().experiment("kinds", config));
        long last = ids.get(ids.size() - 1);
        LAB.neroman().run("submit", "local", ids.get(0) + "-" + last).ok();
        status = LAB.neroman()
                .await(
                        LIMIT,
                        "all ended",
                        now -> now.states(ids.get(0), last).stream().noneMatch(Status.LIVE::contains));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theRuleDoesWhatTheManualSays(Program program) {
        long id = ids.get(programs().indexOf(program));
        var experiment = status.experiment(id);

        assertThat(status.state(id)).as(experiment.toString()).isEqualTo(program.state());
        assertThat(
                        program.state().equals("stopped")
                                ? status.reason(id)
                                : experiment.path("warnings").toString())
                .contains(program.said());
    }
}
