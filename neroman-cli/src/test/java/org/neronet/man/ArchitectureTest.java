package org.neronet.man;

import org.junit.jupiter.api.Test;
import org.neronet.common.architecture.PackageOrder;

class ArchitectureTest {
    private final PackageOrder order = PackageOrder.of(
            "org.neronet.man",
            "config",
            "sweep, provenance, rules, selection",
            "spec",
            "link",
            "history",
            "submit, sync",
            "notify, report",
            "service",
            "cli");

    @Test
    void packagesImportOnlyPackagesToTheirLeft() {
        order.check();
    }

    @Test
    void packagesFormNoCycle() {
        order.checkCycles();
    }
}
