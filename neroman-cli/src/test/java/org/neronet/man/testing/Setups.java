package org.neronet.man.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.service.Setup;

/** The user's own files for tests that do not look at them. */
public final class Setups {
    private Setups() {}

    /** An empty environment, and no other program. */
    public static Setup of(Path home, Path folder) {
        return new Setup(new NeronetHome(home), folder, Map.of(), (argv, limit) -> {
            throw new IOException("there is no " + argv.get(0) + " here");
        });
    }
}
