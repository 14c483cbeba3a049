package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code hold} keeps what waits in mum's own queue from starting, also across a restart, until {@code release}. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final Lab LAB = Lab.local();

    @BeforeAll
    void oneAtATime() {
        LAB.neroman().clusters("local: {slots: 1}");
    }

    @Test
    void heldExperimentsWaitUntilTheyAreReleased() {
        var ticks = Ticks.gated(LAB, "held", 4, 0);
        long first = LAB.neroman().add(ticks.folder()).get(0);
        LAB.neroman().run("submit", "local", first + "-" + (first + 3)).ok();
        LAB.neroman().awaitStates(first, first, "running", LIMIT);

        var held = LAB.neroman().run("hold", first + "-" + (first + 2));

        assertThat(held.exit()).isEqualTo(5);
        assertThat(held.err())
                .contains("held: 2 experiments: " + (first + 1) + "-" + (first + 2))
                .contains("running already, so not held: 1 experiment: " + first);
        LAB.neroman().run("mum", "stop", "local").ok();
        ticks.open();
        LAB.neroman().awaitStates(List.of(first), "finished", LIMIT);
        LAB.neroman().awaitStates(List.of(first + 3), "finished", LIMIT);
        var status = LAB.neroman().status();
        assertThat(status.states(first + 1, first + 2)).containsOnly("queued");
        assertThat(status.reason(first + 1)).isEqualTo("held");

        LAB.neroman().run("terminate", Long.toString(first + 2)).ok();
        LAB.neroman().run("release", (first + 1) + "-" + (first + 2)).ok();

        LAB.neroman().awaitStates(List.of(first + 1), "finished", LIMIT);
        LAB.neroman().awaitStates(List.of(first + 2), "terminated", LIMIT);
        ticks.startedOnce(3);
    }
}
