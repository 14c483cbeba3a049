package org.neronet.man.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.process.SystemCommandRunner;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.history.SqliteLibrary;
import org.neronet.man.link.Links;
import org.neronet.man.link.SecretPrompt;
import org.neronet.man.provenance.ProvenanceReader;
import org.neronet.man.service.InProcessService;
import org.neronet.man.service.LinkedMums;
import org.neronet.man.service.NeromanService;
import org.neronet.man.service.Setup;
import org.neronet.man.service.Workspace;

/** The program: finds the command, fills it, runs it, and leaves with its exit code. Wires the rest. */
public final class Neroman {
    private Neroman() {}

    public static void main(String[] arguments) {
        var terminal = Terminal.ofProcess(System.getenv());
        var code = run(List.of(arguments), System.getenv(), terminal);
        System.exit(terminal.written(code).number());
    }

    /** Runs one command line in that environment. */
    static ExitCode run(List<String> words, Map<String, String> environment, Terminal terminal) {
        var home = NeronetHome.of(environment, Path.of(System.getProperty("user.home")));
        var log = home.log().resolve("neroman.log");
        System.setProperty("neronet.log", log.toString());
        try (var door = new ServiceDoor(() -> service(home, environment, terminal))) {
            var setup = new Setup(home, Path.of("").toAbsolutePath(), environment, new SystemCommandRunner());
            var session = new Session(terminal, door, InstantSource.system(), ZoneId.systemDefault(), setup);
            return run(words, session, log);
        }
    }

    /** Runs one command line; whatever goes wrong is printed. */
    static ExitCode run(List<String> words, Session session, Path log) {
        try {
            var named = new Verbs().find(words);
            var help = Parsing.fill(named.name(), named.verb(), named.words());
            if (help.isPresent()) {
                session.terminal().print(help.get());
                return ExitCode.OK;
            }
            return named.verb().run(session);
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return new ErrorPrinter(session.terminal(), log)
                    .print(e, session.clock().instant());
        }
    }

    private static NeromanService service(NeronetHome home, Map<String, String> environment, Terminal terminal) {
        // Before anything logs: the log would make its folder open to all.
        home.ensure();
        SqliteLibrary.keepIn(home.cache());
        var folder = Path.of("").toAbsolutePath();
        var userHome = Path.of(System.getProperty("user.home"));
        var origins = new ProvenanceReader(new SystemCommandRunner(), environment, VersionCommand.version());
        var workspace = new Workspace(home, folder, InstantSource.system(), Neroman::pause, terminal::say, origins::of);
        var links = new Links(new SystemCommandRunner(), environment, userHome, SecretPrompt.ofConsole());
        return new InProcessService(workspace, new LinkedMums(links, home, VersionCommand.version()), environment);
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
