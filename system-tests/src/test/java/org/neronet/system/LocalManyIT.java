package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many experiments at once on this machine. */
class LocalManyIT {
    @RegisterExtension
    static final Lab LAB = Lab.local();

    @Test
    void twoHundredTrivialExperimentsRunOnceEach() {
        LAB.neroman().clusters("local: {slots: 8}");
        var starts = LAB.stage().user().resolve("many.starts");
        var folder = LAB.stage()
                .experiment(
                        "many",
                        List.of(
                                "collection: many",
                                "command: ['sh', '-c', 'echo $0 >>\"$STARTS\"', '{a}-{b}']",
                                "env: {STARTS: '" + starts + "'}",
                                "parameters:",
                                "  a: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]",
                                "  b: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"));
        var ids = LAB.neroman().add(folder);
        assertThat(ids).hasSize(200);

        LAB.neroman().run("submit", "local", ids.get(0) + "-" + ids.get(199)).ok();

        LAB.neroman().awaitStates(ids, "finished", Duration.ofSeconds(60));
        assertThat(Stage.lines(starts)).hasSize(200);
        assertThat(new HashSet<>(Stage.lines(starts))).hasSize(200);
    }
}
