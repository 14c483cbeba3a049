package org.neronet.man.cli;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.neronet.man.service.NeromanService;

/**
 * What a command works with.
 *
 * @param door opens the service at first use; commands that need none never do
 */
public record Session(Terminal terminal, Supplier<NeromanService> door, InstantSource clock, ZoneId zone) {
    NeromanService service() {
        return door.get();
    }
}
