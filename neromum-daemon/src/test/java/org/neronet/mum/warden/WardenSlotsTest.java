package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.common.wire.ClusterSettings;

class WardenSlotsTest {
    @Test
    void aDirectClusterHasTheSlotsItIsGivenOrOnePerCpu() {
        var given =
                new ClusterSettings("direct", Optional.empty(), Optional.of(3), List.of(), List.of(), Optional.empty());

        assertThat(new DirectWarden().slots(given)).contains(3);
        assertThat(new DirectWarden().slots(ClusterSettings.ofType("direct"))).contains(HostCpus.count());
    }

    @Test
    void aSchedulerDoesNotSay() {
        assertThat(new SlurmWarden().slots(ClusterSettings.ofType("slurm"))).isEmpty();
    }
}
