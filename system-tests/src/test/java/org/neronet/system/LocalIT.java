package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The embedded default: this machine, without SSH and without a scheduler. */
@UsesCluster
class LocalIT {
    @RegisterExtension
    static final Lab LAB = Lab.local();

    @Test
    void aSweepRunsToItsResults() {
        LAB.neroman().clusters("local: {slots: 2}");
        boolean before = Files.exists(LAB.clusterRoot());

        new Sweep(LAB, "local", LAB.neroman().home()).run();

        if (LAB.account().switched()) {
            assertThat(Files.exists(LAB.clusterRoot()))
                    .as("everything of local is in the Neronet home")
                    .isEqualTo(before);
        }
    }
}
