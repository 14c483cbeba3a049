package org.neronet.man.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.fault.ExitCode;

/**
 * Runs the commands that users run most, in a folder of its own, so that the JVM sees and writes down the classes that
 * they need: the launcher has the archive of them made once (JEP 350), which halves the time of every command after it.
 */
final class Rehearsal {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("help"),
            List.of("submit", "--help"),
            List.of("check", "trial"),
            List.of("add", "trial"),
            List.of("status"),
            List.of("status", "--json", "1-2"),
            List.of("submit", "local", "1", "--dry-run"),
            List.of("show", "1"),
            List.of("history"),
            List.of("config", "get"),
            List.of("nosuchcommand"));

    private static final List<String> TRIAL =
            List.of("command: 'true'", "parameters: {lr: [0.1, 0.2]}", "stop: {metric: loss, gt: 5}", "");

    private Rehearsal() {}

    /** @param arguments the folder in which to work, as {@link #in} wants it */
    public static void main(String[] arguments) throws IOException {
        System.err.println(in(Path.of(arguments[0]), System.getenv()));
        System.exit(ExitCode.OK.number());
    }

    /**
     * Runs all of them, with nothing read from stdin and nothing printed.
     *
     * @param folder in which they work; what is there already is not theirs
     * @return how each command ended, in their order
     */
    static List<ExitCode> in(Path folder, Map<String, String> environment) throws IOException {
        var trial = Files.createDirectories(folder.resolve("trial"));
        Files.write(trial.resolve("config.yaml"), TRIAL);
        var all = new HashMap<>(environment);
        all.put("NERONET_HOME", folder.resolve("home").toString());
        var codes = new ArrayList<ExitCode>();
        for (var words : COMMANDS) {
            var named = words.stream().map(word -> word.equals("trial") ? trial.toString() : word);
            codes.add(Neroman.run(named.toList(), all, nowhere()));
        }
        return codes;
    }

    private static Terminal nowhere() {
        var sink = new PrintStream(OutputStream.nullOutputStream());
        return new Terminal(sink, sink, new BufferedReader(Reader.nullReader()), false, false, false, 80);
    }
}
