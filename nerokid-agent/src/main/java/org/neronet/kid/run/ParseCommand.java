package org.neronet.kid.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.neronet.common.event.MetricSample;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;
import org.neronet.common.metric.OutputReader;
import org.neronet.common.metric.TracedSample;

/** {@code nerokid parse FILE}: shows which metrics would be read from some output, and by which reader. */
final class ParseCommand {
    private static final int BUFFER = 64 << 10;
    private static final double EXACT = 1L << 53;

    private final Path file;
    private final boolean json;
    private final PrintStream out;

    ParseCommand(Path file, boolean json, PrintStream out) {
        this.file = file;
        this.json = json;
        this.out = out;
    }

    void run() {
        if (!json) {
            out.println("reader\tmetric\tstep\tvalue");
        }
        var reader = new OutputReader(List.of());
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[BUFFER];
            for (int count; (count = in.read(buffer)) > 0; ) {
                print(reader.trace(buffer, count));
            }
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.NOT_FOUND, "cannot read " + file + ": " + e, "name a file with a program's output", e);
        }
        print(reader.traceEnd());
        out.flush();
    }

    private void print(List<TracedSample> samples) {
        for (var traced : samples) {
            var sample = traced.sample();
            out.println(json ? object(sample) : row(traced.reader(), sample));
        }
    }

    private static String object(MetricSample sample) {
        return JsonObject.of("metric", sample.name())
                .with("step", plain(sample.step()))
                .with("value", sample.value())
                .toString();
    }

    private static String row(String reader, MetricSample sample) {
        return reader + "\t" + sample.name() + "\t" + Json.write(plain(sample.step())) + "\t" + sample.value();
    }

    private static Object plain(double step) {
        return step == Math.rint(step) && Math.abs(step) < EXACT ? (Object) (long) step : (Object) step;
    }
}
