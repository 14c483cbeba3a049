package org.neronet.mum.warden;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.wire.ClusterSettings;

/**
 * What a warden works with.
 *
 * @param environment of the login session, for what a job inherits
 * @param lib the folder with {@code parent} and {@code nerokid.jar}
 */
public record WardenTools(
        CommandRunner runner,
        InstantSource time,
        ClusterSettings settings,
        Map<String, String> environment,
        Path lib) {}
