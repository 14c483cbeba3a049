package org.neronet.kid.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.follow.MetricFiles;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;
import org.neronet.common.metric.KnownFiles;
import org.neronet.common.metric.MetricReader;
import org.neronet.common.metric.OutputReader;
import org.neronet.common.metric.TracedSample;

/** {@code nerokid parse PATH…}: shows which metrics would be read from files and folders, and by which reader. */
final class ParseCommand {
    private static final double EXACT = 1L << 53;

    private final List<Path> paths;
    private final Optional<String> as;
    private final boolean json;
    private final PrintStream out;
    private final PrintStream err;
    private final List<IOException> faults = new ArrayList<>();

    /** @param as the name of the reader; empty for the one that would be chosen */
    ParseCommand(List<Path> paths, Optional<String> as, boolean json, PrintStream out, PrintStream err) {
        this.paths = paths;
        this.as = as;
        this.json = json;
        this.out = out;
        this.err = err;
    }

    /** Reads all that can be read before it complains of the rest. */
    void run() {
        as.ifPresent(ParseCommand::check);
        boolean named = paths.size() > 1 || Files.isDirectory(paths.get(0));
        if (!json) {
            out.println("reader\tmetric\tstep\tvalue" + (named ? "\tfile" : ""));
        }
        for (var path : paths) {
            try {
                parse(path);
            } catch (IOException e) {
                faults.add(e);
            }
        }
        out.flush();
        if (!faults.isEmpty()) {
            throw unread();
        }
    }

    private void parse(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            read(path, paths.size() > 1 ? Optional.of(path.toString()) : Optional.empty());
            return;
        }
        var files = MetricFiles.in(path);
        for (var file : files) {
            read(file, Optional.of((paths.size() > 1 ? file : path.relativize(file)).toString()));
        }
        if (files.isEmpty()) {
            err.println("no file in " + path + " has a name that is known to hold metrics (" + KnownFiles.text()
                    + "); name a file itself and it is read: nerokid parse " + path.resolve("train.log"));
        }
    }

    private void read(Path file, Optional<String> name) throws IOException {
        var summary = new ParseSummary();
        var reader = MetricFiles.read(file, as, sample -> {
            summary.add(sample);
            out.println(json ? object(sample, name) : row(sample, name));
        });
        err.println(name.map(known -> known + ": ").orElse("") + summary.text(reader));
    }

    private static String object(TracedSample traced, Optional<String> file) {
        return JsonObject.of("metric", traced.sample().name())
                .with("step", plain(traced.sample().step()))
                .with("value", traced.sample().value())
                .with("reader", traced.reader())
                .with("file", file)
                .toString();
    }

    // Joined by hand, which is faster than + in a young virtual machine: there may be millions of rows.
    private static String row(TracedSample traced, Optional<String> file) {
        var sample = traced.sample();
        var row = new StringBuilder(64)
                .append(traced.reader())
                .append('\t')
                .append(sample.name())
                .append('\t')
                .append(Json.write(plain(sample.step())))
                .append('\t')
                .append(sample.value());
        return file.isPresent() ? row.append('\t').append(file.get()).toString() : row.toString();
    }

    private static Object plain(double step) {
        return step == Math.rint(step) && Math.abs(step) < EXACT ? (Object) (long) step : (Object) step;
    }

    private static void check(String name) {
        var names = OutputReader.installed().stream().map(MetricReader::name).toList();
        if (!names.contains(name)) {
            throw new NeronetException(
                    ExitCode.USAGE, "there is no reader '" + name + "'", "there are " + String.join(", ", names));
        }
    }

    private NeronetException unread() {
        var told = faults.stream().map(ParseCommand::told).collect(Collectors.joining("; "));
        return new NeronetException(
                ExitCode.NOT_FOUND, "cannot read " + told, "name a file with a program's output", faults.get(0));
    }

    private static String told(IOException fault) {
        return fault instanceof NoSuchFileException ? fault.getMessage() + ": no such file" : fault.toString();
    }
}
