package org.neronet.common;

import org.junit.jupiter.api.Test;
import org.neronet.common.architecture.PackageOrder;

class ArchitectureTest {
    private final PackageOrder order = PackageOrder.of(
            "org.neronet.common",
            "fault, json",
            "disk, process",
            "experiment",
            "event",
            "metric, rule",
            "follow",
            "wire",
            "batch");

    @Test
    void packagesImportOnlyPackagesToTheirLeft() {
        order.check();
    }

    @Test
    void packagesFormNoCycle() {
        order.checkCycles();
    }
}
