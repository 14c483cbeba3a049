package org.neronet.man.cli;

import org.neronet.common.fault.ExitCode;

/** One command: its fields are what was typed, its run is what it does. */
@FunctionalInterface
public interface Verb {
    /** @throws Exception what went wrong; {@link ErrorPrinter} tells people and scripts */
    ExitCode run(Session session) throws Exception;

    /** Whether all words behind the first one are meant as they stand, also those that look like options. */
    default boolean takesEveryWord() {
        return false;
    }
}
