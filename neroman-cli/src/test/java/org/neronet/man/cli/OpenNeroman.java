package org.neronet.man.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.service.InProcessService;
import org.neronet.man.service.NeromanService;
import org.neronet.man.service.Workspace;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;
import org.neronet.man.testing.Setups;

/** Runs many command lines with one real service; every cluster is out of reach. */
final class OpenNeroman implements AutoCloseable {
    private final Path home;
    private final NeromanService service;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    OpenNeroman(Path folder) {
        this.home = folder.resolve("home");
        var workspace = new Workspace(
                new NeronetHome(home), folder, () -> Samples.T0, time -> {}, this::notice, where -> Histories.ORIGIN);
        this.service = new InProcessService(workspace, cluster -> {
            throw new NeronetException(ExitCode.CONNECTION, cluster.name() + " is out of reach", "go nearer");
        });
    }

    private void notice(String line) {
        err.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** How a command ended. */
    record Done(int exit, String out, String err) {}

    Done run(List<String> words) {
        out.reset();
        err.reset();
        var terminal = new Terminal(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader("")),
                false,
                false,
                false,
                80);
        var session = new Session(
                terminal, () -> service, () -> Samples.T0, ZoneOffset.UTC, Setups.of(home, home.getParent()));
        int exit = Neroman.run(words, session, home.resolve("log/neroman.log")).number();
        return new Done(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        service.close();
    }
}
