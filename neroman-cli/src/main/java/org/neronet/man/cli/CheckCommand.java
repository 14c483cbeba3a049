package org.neronet.man.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.common.process.ShellWords;
import org.neronet.man.report.Numbers;
import org.neronet.man.report.Printable;
import org.neronet.man.report.StatusJson;
import org.neronet.man.service.CheckReport.Checked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads an experiment folder and tells all that is wrong, or what it holds. */
@Command(
        name = "neroman check",
        header = "Read an experiment folder and tell all that is wrong.",
        footer = {"", "Example: neroman check examples/digits"})
final class CheckCommand implements Verb {
    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "with a config.yaml (this folder)")
    private Path folder = Path.of(".");

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var report = session.service().check(folder);
        var terminal = session.terminal();
        IdleKeys.warn(report.experiments().stream().map(Checked::experiment).toList(), terminal);
        if (json) {
            terminal.print(Json.write(Map.of(
                    "schema",
                    StatusJson.SCHEMA,
                    "experiments",
                    report.experiments().stream().map(CheckCommand::json).toList())));
            return ExitCode.OK;
        }
        report.experiments()
                .forEach(each -> terminal.print(Printable.line(each.experiment().name() + "  "
                        + words(each.experiment().argv()))));
        int count = report.experiments().size();
        long bytes = report.experiments().stream()
                .mapToLong(each -> each.code().bytes())
                .max()
                .orElse(0);
        terminal.say("all well: " + count + (count == 1 ? " experiment" : " experiments") + ", at most "
                + Numbers.bytes(bytes) + " of files each");
        return ExitCode.OK;
    }

    private static Map<String, Object> json(Checked each) {
        return Map.of(
                "name", each.experiment().name(),
                "argv", each.experiment().argv(),
                "parameters", each.experiment().parameters(),
                "files", each.code().files().stream().map(CodeFile::path).toList(),
                "bytes", each.code().bytes());
    }

    /** A command as it could be typed, quoted only where that is needed. */
    static String words(List<String> argv) {
        return String.join(" ", argv.stream().map(CheckCommand::word).toList());
    }

    private static String word(String word) {
        return word.matches("[A-Za-z0-9_./=:,@%+-]+") || word.indexOf('\0') >= 0 ? word : ShellWords.quote(word);
    }
}
