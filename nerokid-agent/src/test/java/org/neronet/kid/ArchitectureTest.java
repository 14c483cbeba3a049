package org.neronet.kid;

import org.junit.jupiter.api.Test;
import org.neronet.common.architecture.PackageOrder;

class ArchitectureTest {
    private final PackageOrder order = PackageOrder.of("org.neronet.kid", "report", "read", "run");

    @Test
    void packagesImportOnlyPackagesToTheirLeft() {
        order.check();
    }

    @Test
    void packagesFormNoCycle() {
        order.checkCycles();
    }
}
