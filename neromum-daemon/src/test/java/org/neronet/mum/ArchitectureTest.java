package org.neronet.mum;

import org.junit.jupiter.api.Test;
import org.neronet.common.architecture.PackageOrder;

class ArchitectureTest {
    private final PackageOrder order =
            PackageOrder.of("org.neronet.mum", "store", "warden", "dispatch", "nursery, gate");

    @Test
    void packagesImportOnlyPackagesToTheirLeft() {
        order.check();
    }

    @Test
    void packagesFormNoCycle() {
        order.checkCycles();
    }
}
