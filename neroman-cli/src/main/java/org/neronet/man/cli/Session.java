package org.neronet.man.cli;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.neronet.man.service.NeromanService;
import org.neronet.man.service.Setup;

/**
 * What a command works with.
 *
 * @param door opens the service at first use; commands that need none never do
 * @param setup the user's own files, for commands that need nothing else
 */
public record Session(Terminal terminal, Supplier<NeromanService> door, InstantSource clock, ZoneId zone, Setup setup) {
    NeromanService service() {
        return door.get();
    }
}
