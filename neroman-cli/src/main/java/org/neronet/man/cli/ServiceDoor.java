package org.neronet.man.cli;

import java.util.function.Supplier;
import org.neronet.man.service.NeromanService;

/** Opens the service when it is first needed, and closes it if it was; one thread uses it. */
final class ServiceDoor implements Supplier<NeromanService>, AutoCloseable {
    private final Supplier<NeromanService> opener;
    private NeromanService open;

    ServiceDoor(Supplier<NeromanService> opener) {
        this.opener = opener;
    }

    @Override
    public NeromanService get() {
        if (open == null) {
            open = opener.get();
        }
        return open;
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
        }
    }
}
