package org.neronet.kid.run;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.ProcessIdentity;
import org.neronet.common.process.SystemCommandRunner;
import org.neronet.kid.read.HostFacts;

/** The program beside the user's program: reads along and reports to mum, and never harms the job. */
public final class Nerokid {
    private static final String USAGE = """
            nerokid watches programs and reports to neromum. It is started by Neronet; by hand only 'parse' and 'report' are of use.

              nerokid parse PATH... [--as READER] [--json]
                                            show which metrics would be read from a program's output, from
                                            other files, or from the known files in a folder, and by which reader
              nerokid report NAME VALUE     the same as neronet-report, which starts faster
              nerokid watch ATTEMPTDIR      watch one attempt until it has ended
              nerokid roster DIR            watch all attempts that are listed in a folder
              nerokid --version | --help
            """;

    private final InstantSource time;
    private final PrintStream out;
    private final PrintStream err;

    Nerokid(InstantSource time, PrintStream out, PrintStream err) {
        this.time = time;
        this.out = out;
        this.err = err;
    }

    /** The exit code says how it went; see {@link ExitCode}. */
    public static void main(String[] arguments) {
        var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 64 << 10);
        var data = new PrintStream(out, false, StandardCharsets.UTF_8);
        var code = new Nerokid(InstantSource.system(), data, System.err).run(List.of(arguments));
        data.flush();
        System.exit(code.number());
    }

    ExitCode run(List<String> arguments) {
        try {
            obey(arguments);
            return ExitCode.OK;
        } catch (NeronetException e) {
            err.println("nerokid: " + e.getMessage());
            e.hint().ifPresent(hint -> err.println("hint: " + hint));
            return e.code();
        } catch (RuntimeException e) {
            err.println("nerokid: internal fault");
            e.printStackTrace(err);
            return ExitCode.INTERNAL;
        }
    }

    private void obey(List<String> arguments) {
        var command = arguments.isEmpty() ? "" : arguments.get(0);
        var operands = arguments.stream()
                .skip(1)
                .filter(word -> !word.equals("--json"))
                .toList();
        boolean json = arguments.contains("--json");
        switch (command) {
            case "--help", "-h", "help" -> out.print(USAGE);
            case "--version" -> out.println("nerokid " + version());
            case "parse" -> parse(operands, json);
            case "report" -> new ReportCommand(arguments.subList(1, arguments.size())).run();
            case "watch" -> watch(only(operands));
            case "roster" -> roster(only(operands));
            default -> throw usage(command.isEmpty() ? "no command" : "unknown command '" + command + "'");
        }
    }

    private void parse(List<String> words, boolean json) {
        var rest = new ArrayList<>(words);
        int at = rest.indexOf("--as");
        if (at >= 0 && at + 1 == rest.size()) {
            throw usage("--as needs the name of a reader");
        }
        var as = at < 0 ? Optional.<String>empty() : Optional.of(rest.remove(at + 1));
        rest.remove("--as");
        new ParseCommand(some(rest), as, json, out, err).run();
    }

    private void watch(Path folder) {
        loop("watch " + folder, (around, loop) -> {
            try (var duty = new SingleWatch(AttemptWatch.open(folder, around))) {
                loop.run(duty);
            }
        });
    }

    private void roster(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new NeronetException(ExitCode.NOT_FOUND, "there is no roster " + folder, "neromum makes it");
        }
        loop("roster " + folder, (around, loop) -> {
            try (var duty = new Roster(folder, ProcessIdentity.current(), around)) {
                if (duty.take()) {
                    loop.run(duty);
                }
            }
        });
    }

    private interface Work {
        void run(Surroundings around, KidLoop loop) throws IOException;
    }

    private void loop(String what, Work work) {
        SignalShield.raise(this::log);
        OomPreference.offer(Path.of("/proc/self/oom_score_adj"), this::log);
        Thread.currentThread().setName("kid");
        try (var loop = new KidLoop()) {
            work.run(new Surroundings(loop.selector(), time, hostFacts(), this::log), loop);
        } catch (IOException e) {
            throw new NeronetException(ExitCode.FAILURE, what + " failed: " + e.getMessage(), null, e);
        }
    }

    private CompletableFuture<JsonObject> hostFacts() {
        var facts = new HostFacts(Path.of("/proc"), System.getenv(), new SystemCommandRunner());
        Executor thread = task -> {
            var prober = new Thread(task, "host-facts");
            prober.setDaemon(true);
            prober.start();
        };
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return facts.probe();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return JsonObject.of("fault", "interrupted");
                    }
                },
                thread);
    }

    private void log(String line) {
        err.println(time.instant().truncatedTo(ChronoUnit.MILLIS) + " nerokid: " + line);
    }

    private static List<Path> some(List<String> operands) {
        if (operands.isEmpty() || operands.stream().anyMatch(word -> word.startsWith("--"))) {
            throw usage("files or folders are needed");
        }
        return operands.stream().map(Path::of).toList();
    }

    private static Path only(List<String> operands) {
        if (operands.size() != 1 || operands.get(0).startsWith("--")) {
            throw usage("exactly one file or folder is needed");
        }
        return Path.of(operands.get(0));
    }

    private static NeronetException usage(String what) {
        return new NeronetException(ExitCode.USAGE, what, "type 'nerokid --help'");
    }

    private static String version() {
        var version = Nerokid.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
