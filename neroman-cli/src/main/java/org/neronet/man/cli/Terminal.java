package org.neronet.man.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.IoReason;
import org.neronet.man.report.Printable;

/**
 * Where a command reads and writes: data to {@code out}, talk to {@code err}.
 *
 * @param interactive whether {@code out} is a terminal, so that somebody watches
 * @param canAsk whether somebody can answer a question
 * @param colour whether colours are wanted
 * @param width columns of a line; very many when nobody counts
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        BufferedReader in,
        boolean interactive,
        boolean canAsk,
        boolean colour,
        int width) {
    private static final int UNLIMITED = 1 << 20;

    /** This process's own; the launcher says in {@code neronet.tty} and {@code neronet.columns} what it found. */
    public static Terminal ofProcess(Map<String, String> environment) {
        var tty = System.getProperty("neronet.tty");
        boolean console = System.console() != null;
        boolean interactive = tty == null ? console : Boolean.parseBoolean(tty);
        boolean colour = interactive
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                interactive,
                console,
                colour,
                interactive ? columns(environment) : UNLIMITED);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    private static int columns(Map<String, String> environment) {
        var found = System.getProperty("neronet.columns", environment.getOrDefault("COLUMNS", ""));
        return found.matches("[1-9]\\d{1,4}") ? Integer.parseInt(found) : 80;
    }

    /** Writes lines of data. */
    public void print(Iterable<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    public void print(String line) {
        out.println(line);
        out.flush();
    }

    /** The exit code of a command, unless its output could not be written; a reader who has left needs no word. */
    ExitCode written(ExitCode code) {
        boolean lost = out.checkError();
        if (lost && !isPipe()) {
            say("neroman: the output could not be written, such as for want of room on the disk");
        }
        return lost && code == ExitCode.OK ? ExitCode.FAILURE : code;
    }

    private static boolean isPipe() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:");
        } catch (IOException e) {
            return false; // Where nobody can tell, one word too many does less harm than none.
        }
    }

    /** Says something to a person; what is dangerous for terminals in it is escaped. */
    public void say(String text) {
        err.println(Printable.lines(text));
        err.flush();
    }

    /** Says it in place of the line said so before; only for terminals. */
    void sayInPlace(String text) {
        err.print("\r\u001b[K" + Printable.line(text));
        err.flush();
    }

    /**
     * All of stdin, without the line end behind it.
     *
     * @param request said first where somebody types
     */
    String input(String request) {
        if (canAsk) {
            say(request);
        }
        try {
            var text = new StringWriter();
            in.transferTo(text);
            return text.toString().replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new NeronetException(ExitCode.FAILURE, "stdin cannot be read: " + IoReason.of(e), null, e);
        }
    }

    /** Asks a question that is answered with y or n; n is the default, and what counts where nobody can answer. */
    boolean confirm(String question) {
        if (!canAsk) {
            return false;
        }
        err.print(Printable.line(question) + " [y/N] ");
        err.flush();
        try {
            var answer = in.readLine();
            return answer != null
                    && answer.strip().toLowerCase(java.util.Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            return false; // An answer that cannot be read is no yes.
        }
    }

    /**
     * Asks for a line.
     *
     * @param standard what an empty line stands for; shown when it is not empty
     * @return nothing when input ends, as by Ctrl-D, or where nobody can answer
     */
    Optional<String> ask(String question, String standard) {
        if (!canAsk) {
            return Optional.empty();
        }
        err.print(Printable.line(question + (standard.isEmpty() ? "" : " [" + standard + "]") + ": "));
        err.flush();
        try {
            var answer = in.readLine();
            if (answer == null) {
                err.println();
                return Optional.empty();
            }
            return Optional.of(answer.isBlank() ? standard : answer.strip());
        } catch (IOException e) {
            return Optional.empty(); // Input that cannot be read has ended.
        }
    }

    /** The stream's bytes, with a broken pipe as the fault that a {@link PrintStream} hides. */
    static OutputStream bytes(PrintStream stream) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                stream.write(bytes, from, length);
                flush();
            }

            @Override
            public void flush() throws IOException {
                if (stream.checkError()) {
                    throw new IOException("nobody reads this any more");
                }
            }
        };
    }
}
