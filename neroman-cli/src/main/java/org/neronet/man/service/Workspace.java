package org.neronet.man.service;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.provenance.Provenance;

/**
 * Where a service works and what it has at hand.
 *
 * @param folder against which the user's relative paths are meant
 * @param pause lets time pass
 * @param notices takes one line about something that went wrong but stopped nothing
 * @param provenance of what is defined in, or submitted from, a folder now
 */
public record Workspace(
        NeronetHome home,
        Path folder,
        InstantSource clock,
        Consumer<Duration> pause,
        Consumer<String> notices,
        Function<Path, Provenance> provenance) {}
