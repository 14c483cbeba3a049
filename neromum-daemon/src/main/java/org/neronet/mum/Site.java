package org.neronet.mum;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.mum.warden.WardenTools;

/**
 * Where this process runs and what it reaches the world by; made once, in {@link Neromum}.
 *
 * @param root Neronet's folder, such as {@code ~/.neronet}
 * @param lib the folder of the jars and scripts
 * @param java the java program that this process runs on
 * @param sha of neromum.jar
 */
record Site(
        Path root,
        Path lib,
        Path java,
        String sha,
        Host host,
        Map<String, String> environment,
        InstantSource time,
        CommandRunner runner) {
    Site {
        environment = Map.copyOf(environment);
    }

    /** The same with another way to run programs. */
    Site with(CommandRunner other) {
        return new Site(root, lib, java, sha, host, environment, time, other);
    }

    WardenTools tools(ClusterSettings settings) {
        return new WardenTools(runner, time, settings, environment, lib);
    }
}
