package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same experiment by every way to a cluster: a jump host, no scheduler, the user's own {@code ssh}. */
@Tag("slurm")
@Tag("sshd")
@UsesCluster
class LinksIT {
    @RegisterExtension
    static final Lab LAB = Lab.withCluster();

    @Test
    void throughAJumpHostToSlurm() {
        LAB.neroman().addCluster("far", "triton-via-jump", "slurm");

        var sweep = new Sweep(LAB, "far", LAB.clusterRoot()).run();

        sweep.ids()
                .forEach(id ->
                        assertThat(LAB.slurm().state(sweep.status().jobId(id))).isEqualTo("COMPLETED"));
    }

    @Test
    @Tag("long")
    void toAMachineWithoutScheduler() {
        LAB.neroman().addCluster("tri", "triton", "direct", "--slots", "2");

        var sweep = new Sweep(LAB, "tri", LAB.clusterRoot()).run();

        sweep.ids()
                .forEach(id -> assertThat(
                                sweep.status().experiment(id).path("node").asText())
                        .isNotEmpty());
    }

    @Test
    void throughTheUsersOwnSsh() {
        LAB.neroman().addCluster("own", "triton", "slurm", "--transport", "openssh");

        new Sweep(LAB, "own", LAB.clusterRoot()).run();

        assertThat(Stage.text(LAB.neroman().home().resolve("clusters.yaml"))).contains("transport: openssh");
    }
}
