package org.neronet.man.cli;

import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.wire.Magic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows versions. */
@Command(name = "neroman version", header = "Show versions.")
final class VersionCommand implements Verb {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        session.terminal()
                .print("neroman " + version() + " (Java " + System.getProperty("java.version") + ", protocol "
                        + Magic.PROTOCOL + ")");
        return ExitCode.OK;
    }

    /** As the jar says. */
    static String version() {
        return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }
}
