package org.neronet.kid.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.event.Event;
import org.neronet.common.event.EventJson;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.process.ProcStat;
import org.neronet.common.process.ProgramProcesses;

/**
 * Ends a program by a rule: a note for mum and for the kid after this one, the stop file, TERM to each process once, KILL
 * after the grace until none is left. Owned by one thread.
 */
final class ProgramEnder {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final AttemptFolder folder;
    private Optional<Instant> killAt = Optional.empty();
    private Instant due = Instant.MIN;

    ProgramEnder(AttemptFolder folder) {
        this.folder = folder;
    }

    /** Whether the program runs on this host, so that it can be ended from here. */
    boolean canEnd(ParentFile start) throws IOException {
        return !running(start).isEmpty();
    }

    /** Whether it ran on this host and nothing of it is left. */
    boolean isGone(ParentFile start) throws IOException {
        return isHere(start) && running(start).isEmpty();
    }

    /**
     * Takes the first step, or goes on where an earlier kid was: one that ended before it sent TERM is made up for.
     *
     * @param grace between TERM and KILL
     * @param now from which it counts, unless TERM was sent already
     */
    void begin(Event.RuleFired fired, Duration grace, ParentFile start, Instant now) throws IOException {
        boolean asked = Files.exists(folder.stopping()) && !Files.exists(folder.unasked());
        var noted = asked ? fired : new Event.RuleFired(fired.key(), now, fired.rule(), fired.action(), fired.reason());
        if (!asked) {
            AtomicFile.write(folder.unasked(), "");
            AtomicFile.write(folder.stopping(), EventJson.write(noted) + "\n");
        }
        if (!Files.exists(folder.stopFile())) {
            AtomicFile.write(folder.stopFile(), fired.reason() + "\n");
        }
        killAt = Optional.of(noted.at().plus(grace));
        if (!asked) {
            ask(start);
        }
    }

    /** A kid that dies in here may have sent some: the next one sends none, so that no process sees two. */
    private void ask(ParentFile start) throws IOException {
        var processes = running(start);
        Files.delete(folder.unasked());
        for (var process : processes) {
            ProgramProcesses.signal(process, false);
        }
    }

    /** Does what is due; called often. */
    void advance(ParentFile start, Instant now) throws IOException {
        if (killAt.isEmpty() || now.isBefore(killAt.get()) || now.isBefore(due)) {
            return;
        }
        due = now.plus(PAUSE);
        kill(start);
    }

    /** Once the program itself has ended: what it left behind was asked as well, and nobody waits for it. */
    void killRest(ParentFile start) throws IOException {
        if (Files.exists(folder.stopping())) {
            kill(start);
        }
    }

    private void kill(ParentFile start) throws IOException {
        for (var process : running(start)) {
            ProgramProcesses.signal(process, true);
        }
    }

    private List<ProcStat> running(ParentFile start) throws IOException {
        var program = start.number("program");
        var ticks = start.number("program_ticks");
        if (program.isEmpty() || ticks.isEmpty() || !isHere(start)) {
            return List.of();
        }
        return new ProgramProcesses(program.get(), ticks.get(), "NERONET_DIR=" + folder.root()).running();
    }

    private static boolean isHere(ParentFile start) throws IOException {
        var boot = Files.isReadable(BOOT) ? Files.readString(BOOT).strip() : "";
        return start.field("boot").equals(Optional.of(boot));
    }
}
