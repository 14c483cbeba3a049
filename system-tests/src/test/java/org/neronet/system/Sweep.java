package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs six variations of the example {@code digits} on one cluster and checks all that is known of them. */
final class Sweep {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Lab lab;
    private final String cluster;
    private final Path root;
    private List<Long> ids = List.of();
    private Status status;

    /** @param root mum's root on that cluster */
    Sweep(Lab lab, String cluster, Path root) {
        this.lab = lab;
        this.cluster = cluster;
        this.root = root;
    }

    List<Long> ids() {
        return ids;
    }

    Status status() {
        return status;
    }

    Sweep run() {
        var digits = Digits.six(lab, "digits-" + cluster);
        ids = lab.neroman().add(digits.folder());
        assertThat(ids).hasSize(6);
        lab.neroman().run("submit", cluster, ids.get(0) + "-" + ids.get(5)).ok();
        lab.neroman().awaitStates(ids, "finished", LIMIT);
        lab.neroman().run("fetch").ok();
        status = lab.neroman().status();
        digits.startedOnce(6);
        for (long id : ids) {
            assertThat(status.experiment(id).path("cluster").asText()).isEqualTo(cluster);
            assertThat(status.exitCode(id).asInt(-1)).isZero();
            digits.metricsAreComplete(status.experiment(id), lab.attempt(root, id));
            digits.resultIsThere(status.experiment(id));
        }
        digits.logsAreTheOutput(ids.get(0), lab.attempt(root, ids.get(0)));
        return this;
    }
}
