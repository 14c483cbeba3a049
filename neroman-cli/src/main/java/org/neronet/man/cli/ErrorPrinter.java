package org.neronet.man.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.ProblemsFound;

/** Tells people what went wrong and scripts by which exit code; a stack trace goes to the log only. */
final class ErrorPrinter {
    private static final int MEGA_BITS = 20;

    private final Terminal terminal;
    private final Path log;

    /** @param log the file that takes stack traces */
    ErrorPrinter(Terminal terminal, Path log) {
        this.terminal = terminal;
        this.log = log;
    }

    ExitCode print(Throwable fault, Instant at) {
        if (fault instanceof NeronetException known) {
            // Faults of a file begin with its place, for people's editors.
            terminal.say((known.getCause() instanceof ProblemsFound ? "" : "neroman: ") + known.getMessage());
            known.hint().ifPresent(hint -> terminal.say("hint: " + hint));
            return known.code();
        }
        if (fault instanceof OutOfMemoryError) {
            var heap = Runtime.getRuntime().maxMemory() >> MEGA_BITS;
            terminal.say("neroman: out of memory, of which it may take " + heap + " MiB");
            terminal.say("hint: name fewer experiments at once, or describe fewer in one file");
            return ExitCode.FAILURE;
        }
        terminal.say("neroman: internal fault: " + fault);
        terminal.say("hint: please report it with " + keep(fault, at));
        return ExitCode.INTERNAL;
    }

    private String keep(Throwable fault, Instant at) {
        var trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        try {
            PrivateFolder.ensure(log.getParent());
            if (!Files.exists(log)) {
                Files.createFile(
                        log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            var options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            Files.write(
                    log,
                    (at + " internal fault\n" + trace).getBytes(StandardCharsets.UTF_8),
                    options.toArray(StandardOpenOption[]::new));
            return log.toString();
        } catch (IOException | NeronetException e) {
            return "this (the log cannot be written: " + e.getMessage() + ")\n" + trace;
        }
    }
}
