package org.neronet.man.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.fault.ExitCode;
import org.neronet.man.service.LogRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a program's output, byte for byte and nothing else. */
@Command(
        name = "neroman logs",
        sortOptions = false,
        header = "Write a program's output.",
        description = {
            "Its stdout goes to stdout and its stderr to stderr, byte for byte. Lines that begin with '::neronet' are reports"
                    + " to Neronet and left out."
        },
        footer = {"", "Example: neroman logs 124 -f"})
final class LogsCommand implements Verb {
    @Parameters(paramLabel = "ID", description = "of the experiment, or its name")
    private String word = "";

    @Option(
            names = {"-f", "--follow"},
            description = "go on until the program ends")
    private boolean follow;

    @Option(names = "--stdout", description = "only its stdout")
    private boolean stdoutOnly;

    @Option(names = "--stderr", description = "only its stderr")
    private boolean stderrOnly;

    @Option(names = "--raw", description = "with the lines that are reports to Neronet")
    private boolean raw;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    @Override
    public ExitCode run(Session session) throws IOException, InterruptedException {
        var terminal = session.terminal();
        try {
            write(session, Terminal.bytes(terminal.out()), Terminal.bytes(terminal.err()));
        } catch (IOException e) {
            if (!terminal.out().checkError() && !terminal.err().checkError()) {
                throw e;
            }
        }
        return ExitCode.OK;
    }

    private void write(Session session, OutputStream out, OutputStream err) throws IOException, InterruptedException {
        var request = new LogRequest(word, streams(), follow);
        if (raw) {
            session.service().logs(request, out, err);
            return;
        }
        var plainOut = new MarkedLines(out);
        var plainErr = new MarkedLines(err);
        session.service().logs(request, plainOut, plainErr);
        plainOut.finish();
        plainErr.finish();
    }

    private List<OutputStreamName> streams() {
        var streams = new ArrayList<OutputStreamName>();
        if (!stderrOnly || stdoutOnly) {
            streams.add(OutputStreamName.STDOUT);
        }
        if (!stdoutOnly || stderrOnly) {
            streams.add(OutputStreamName.STDERR);
        }
        return streams;
    }
}
