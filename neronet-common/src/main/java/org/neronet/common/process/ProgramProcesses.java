package org.neronet.common.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A user's program on this host and boot, with all that it started: the processes of its session and those that left it.
 *
 * @param program the number of the process that leads the session
 * @param ticks when that started, in clock ticks since boot, so that a reused number is never mistaken for it
 * @param variable {@code NAME=value} that only this program and its children have in their environment
 */
public record ProgramProcesses(long program, long ticks, String variable) {
    /** Those that run now; none when the number may have gone to someone else. */
    public List<ProcStat> running() throws IOException {
        var leader = ProcStat.of(program);
        if (leader.filter(process -> process.ticks() != ticks).isPresent()) {
            return List.of();
        }
        // The kernel shows bytes, whatever they mean.
        var bytes = new String(variable.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        var session = ProcStat.ofProgram(program, bytes);
        // Without setsid on this host the program has no session of its own.
        var all =
                session.isEmpty() ? leader.filter(ProcStat::isRunning).stream().toList() : session;
        return all.stream().filter(process -> process.ticks() >= ticks).toList();
    }

    /**
     * Sends one of them TERM or, forcibly, KILL.
     *
     * @return whether it was sent: false when the process is gone
     */
    public static boolean signal(ProcStat process, boolean forcibly) {
        return ProcessHandle.of(process.pid())
                .filter(handle -> ProcStat.isAlive(process.pid(), process.ticks()))
                .map(handle -> forcibly ? handle.destroyForcibly() : handle.destroy())
                .orElse(false);
    }
}
