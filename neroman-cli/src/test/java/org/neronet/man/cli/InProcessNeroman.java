package org.neronet.man.cli;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.neronet.common.testing.GoldenCase;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.history.History;
import org.neronet.man.service.InProcessService;
import org.neronet.man.service.Workspace;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;
import org.neronet.man.testing.Setups;

/** Runs command lines in this process with the real service, and measures them; there is no way to a cluster. */
record InProcessNeroman(Path folder, Path home) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    InProcessNeroman {
        new NeronetHome(home).ensure().homeId();
        try (var history = History.open(new NeronetHome(home).historyDatabase(), "")) {
            history.liveClusters(); // Makes the file, which no bad input should be seen to make.
        }
    }

    /**
     * How a command ended.
     *
     * @param seconds of processor time, so that it does not count what else the machine does
     * @param allocated bytes that it asked for in all, so that it never held more
     */
    record Done(int exit, String out, String err, double seconds, long allocated) {
        /** As golden files have it. */
        List<String> lines() {
            return Stream.of(Stream.of("exit " + exit), out.lines().map(line -> "stdout: " + line), err.lines())
                    .flatMap(lines -> lines)
                    .toList();
        }
    }

    Done run(List<String> words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        int exit = run(words, terminal(out, err));
        return new Done(
                exit,
                text(out),
                text(err),
                (THREADS.getCurrentThreadCpuTime() - start) / 1e9,
                THREADS.getCurrentThreadAllocatedBytes() - allocated);
    }

    private int run(List<String> words, Terminal terminal) {
        try (var door = new ServiceDoor(() -> service(terminal))) {
            var session = new Session(terminal, door, () -> Samples.T0, ZoneOffset.UTC, Setups.of(home, folder));
            return Neroman.run(words, session, home.resolve("log/neroman.log")).number();
        }
    }

    private InProcessService service(Terminal terminal) {
        var workspace = new Workspace(
                new NeronetHome(home), folder, () -> Samples.T0, time -> {}, terminal::say, folder -> Histories.ORIGIN);
        return new InProcessService(workspace, cluster -> {
            throw new AssertionError("nothing asks a cluster here, not even " + cluster.name());
        });
    }

    private static Terminal terminal(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Terminal(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader("")),
                false,
                false,
                false,
                100);
    }

    private String text(ByteArrayOutputStream stream) {
        return GoldenCase.placeless(stream.toString(StandardCharsets.UTF_8), folder);
    }
}
