package org.neronet.common.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process as {@code /proc/<pid>/stat} shows it.
 *
 * @param state the kernel's letter, {@code Z} for one that has ended
 * @param ticks when it started, in clock ticks since boot: with the number it names a process for good
 */
public record ProcStat(long pid, char state, long session, long ticks) {
    private static final Path PROC = Path.of("/proc");
    private static final int MAX_ENVIRONMENT = 2 << 20;
    private static final int SESSION = 3;
    private static final int START = 19;

    /** Empty when there is none with that number. */
    public static Optional<ProcStat> of(long pid) {
        try {
            return parse(Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The command name, in brackets, may hold anything, so what counts stands behind the last bracket. */
    static Optional<ProcStat> parse(String stat) {
        int bracket = stat.lastIndexOf(") ");
        if (bracket < 0) {
            return Optional.empty();
        }
        long pid = Long.parseLong(stat.substring(0, stat.indexOf(' ')));
        var fields = stat.substring(bracket + 2).strip().split(" ");
        return Optional.of(
                new ProcStat(pid, fields[0].charAt(0), Long.parseLong(fields[SESSION]), Long.parseLong(fields[START])));
    }

    /** All processes of a session that still run, and those that left it but were started with the variable. */
    public static List<ProcStat> ofProgram(long session, String variable) throws IOException {
        try (Stream<Path> all = Files.list(PROC)) {
            return all.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .flatMap(name -> of(Long.parseLong(name)).stream())
                    .filter(ProcStat::isRunning)
                    .filter(process -> process.session() == session || process.hasVariable(variable))
                    .toList();
        }
    }

    /** Whether it was started with {@code NAME=value} in its environment; false where that cannot be seen. */
    private boolean hasVariable(String variable) {
        try (var in = Files.newInputStream(PROC.resolve(pid + "/environ"))) {
            var environment = new String(in.readNBytes(MAX_ENVIRONMENT), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + variable + "\0");
        } catch (IOException e) {
            return false; // Somebody else's, or gone.
        }
    }

    /** Whether it still does something: a zombie does not. */
    public boolean isRunning() {
        return state != 'Z' && state != 'X';
    }

    /** Whether the process with that number and start still runs. */
    public static boolean isAlive(long pid, long ticks) {
        return of(pid).filter(p -> p.ticks() == ticks && p.isRunning()).isPresent();
    }
}
