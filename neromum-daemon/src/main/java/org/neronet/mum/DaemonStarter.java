package org.neronet.mum;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** Starts the daemon in the background, free of the login session that asked for it. */
final class DaemonStarter {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 50;
    /** Least time between two daemons: one that found another mum at work is started again, should that one be dying. */
    private static final Duration AGAIN = Duration.ofSeconds(3);

    private static final long MAX_OUT_BYTES = 1 << 20;
    /** About what a start writes. */
    private static final int PROBE_BYTES = 64 << 10;

    private final Site site;
    private final StateFolder state;
    private final String type;
    private final DaemonDoor door;

    DaemonStarter(Site site, StateFolder state, String type, DaemonDoor door) {
        this.site = site;
        this.state = state;
        this.type = type;
        this.door = door;
    }

    /** Who waits and hears why. */
    interface Waits {
        void said(String text) throws IOException;
    }

    /**
     * Starts it and waits until it answers, as long as it gets on.
     *
     * @param waits hears how far it is when that takes long
     * @throws NeronetException (connection) when it does not, with the last lines it printed
     */
    DaemonDoor.Open start(Waits waits) throws IOException, InterruptedException {
        checkDisk();
        // What an earlier start left; all that comes behind it is this one's.
        var progress = progress();
        var child = launch();
        long end = System.nanoTime() + LIMIT.toNanos();
        long again = System.nanoTime() + AGAIN.toNanos();
        while (System.nanoTime() - end < 0) {
            var open = door.connect();
            if (open.isPresent() && open.get().endpoint().sha().equals(site.sha())) {
                return open.get();
            } else if (open.isPresent()) {
                open.get().channel().close();
            }
            if (!child.isAlive() && child.exitValue() != ExitCode.REFUSED.number()) {
                throw failed("ended with exit code " + child.exitValue());
            }
            if (!child.isAlive() && System.nanoTime() - again > 0) {
                child = launch();
                again = System.nanoTime() + AGAIN.toNanos();
            }
            var now = progress();
            if (now.isPresent() && !now.equals(progress)) {
                progress = now;
                end = System.nanoTime() + LIMIT.toNanos();
                waits.said(now.get());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw failed(child.isAlive() ? "does not answer" : "did not start, and no other answers");
    }

    private Optional<String> progress() throws IOException {
        try {
            return Optional.of(Files.readString(state.starting()).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** A daemon that cannot write ends without a word, since its log is on the same disk. */
    private void checkDisk() {
        var probe = state.path().resolve("probe");
        try {
            AtomicFile.write(probe, "x".repeat(PROBE_BYTES));
            Files.delete(probe);
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.FAILURE,
                    "mum on " + site.host().name() + " cannot start, because " + state.path()
                            + " cannot be written to: " + e.getMessage(),
                    "free some space or quota there, or make it writable; jobs that run go on",
                    e);
        }
    }

    private Process launch() throws IOException {
        rotate(state.daemonOut());
        var out = ProcessBuilder.Redirect.appendTo(state.daemonOut().toFile());
        return new ProcessBuilder(command())
                .directory(new File("/"))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out)
                .redirectErrorStream(true)
                .start();
    }

    List<String> command() {
        var words = new ArrayList<String>();
        words.add(isOnPath("setsid") ? "setsid" : "nohup");
        words.addAll(List.of("sh", site.lib().resolve("start").toString()));
        words.addAll(List.of("--java", site.java().toString()));
        words.addAll(List.of("daemon", type, "--root", site.root().toString()));
        return words;
    }

    private boolean isOnPath(String program) {
        for (var folder :
                site.environment().getOrDefault("PATH", "/usr/bin:/bin").split(":")) {
            if (folder.startsWith("/") && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static void rotate(Path out) throws IOException {
        if (Files.exists(out) && Files.size(out) > MAX_OUT_BYTES) {
            Files.move(out, out.resolveSibling("daemon.out.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private NeronetException failed(String what) throws IOException {
        var said = StateFile.tail(state.daemonOut(), 5).replaceAll("\\s*\\R\\s*", "; ");
        return new NeronetException(
                ExitCode.CONNECTION,
                "mum on " + site.host().name() + " " + what + (said.isEmpty() ? "" : ": " + said),
                "look into " + state.log() + " there");
    }
}
