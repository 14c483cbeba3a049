package org.neronet.man.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.man.config.ProblemsFound;
import org.neronet.man.report.Numbers;
import org.neronet.man.report.Printable;
import org.neronet.man.report.ShellLine;
import org.neronet.man.report.StatusJson;
import org.neronet.man.service.CheckReport;
import org.neronet.man.service.CheckReport.Checked;
import org.neronet.man.spec.SpecFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads an experiment folder and tells all that is wrong, or what it holds. */
@Command(
        name = "neroman check",
        header = "Read an experiment folder and tell all that is wrong.",
        footer = {"", "Example: neroman check examples/digits"})
final class CheckCommand implements Verb {
    private static final int MOST = 1_000_000;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "with a config.yaml (this folder)")
    private Path folder = Path.of(".");

    @Option(names = "--limit", paramLabel = "N", description = "most experiments in the folder (10000)")
    private int limit = SpecFile.MAX_EXPERIMENTS;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) {
        var terminal = session.terminal();
        var report = report(session);
        IdleKeys.warn(report.experiments().stream().map(Checked::experiment).toList(), terminal);
        if (json) {
            terminal.print(document(
                    report.experiments().stream().map(CheckCommand::json).toList(), List.of()));
            return ExitCode.OK;
        }
        report.experiments()
                .forEach(each -> terminal.print(Printable.line(each.experiment().name() + "  "
                        + words(each.experiment().run().argv()))));
        int count = report.experiments().size();
        long bytes = report.experiments().stream()
                .mapToLong(each -> each.code().bytes())
                .max()
                .orElse(0);
        terminal.say("all well: " + count + (count == 1 ? " experiment" : " experiments") + ", at most "
                + Numbers.bytes(bytes) + " of files each");
        return ExitCode.OK;
    }

    /** Faults are data for scripts and text for people, so that with {@code --json} both come out. */
    private CheckReport report(Session session) {
        try {
            return session.service().check(folder, atLeastOne(limit));
        } catch (NeronetException e) {
            if (json) {
                session.terminal().print(document(List.of(), errors(e)));
            }
            throw e;
        }
    }

    private static String document(List<Map<String, Object>> experiments, List<Map<String, Object>> errors) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", StatusJson.SCHEMA);
        json.put("experiments", experiments);
        json.put("errors", errors);
        return Json.write(json);
    }

    private List<Map<String, Object>> errors(NeronetException e) {
        return e.getCause() instanceof ProblemsFound found
                ? found.problems().stream()
                        .map(p -> error(p.file(), p.line(), p.column(), p.message(), p.fix()))
                        .toList()
                : List.of(error(
                        folder.toString(), null, null, e.getMessage(), e.hint().orElse("")));
    }

    private static Map<String, Object> error(String file, Integer line, Integer column, String message, String fix) {
        var json = new LinkedHashMap<String, Object>();
        json.put("file", file);
        json.put("line", line);
        json.put("column", column);
        json.put("message", message);
        json.put("fix", fix);
        return json;
    }

    private static Map<String, Object> json(Checked each) {
        return Map.of(
                "name", each.experiment().name(),
                "argv", each.experiment().run().argv(),
                "parameters", each.experiment().parameters(),
                "files", each.code().files().stream().map(CodeFile::path).toList(),
                "bytes", each.code().bytes());
    }

    static int atLeastOne(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new NeronetException(
                    ExitCode.USAGE, "--limit must be from 1 to 1,000,000, not " + limit, "--limit 20000");
        }
        return limit;
    }

    /** A command as it could be typed, quoted only where that is needed. */
    static String words(List<String> argv) {
        return ShellLine.of(argv);
    }
}
