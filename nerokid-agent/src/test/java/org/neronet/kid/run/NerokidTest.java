package org.neronet.kid.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;

class NerokidTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void parseShowsMetricsAndReaders() throws IOException {
        assertThat(run(
                        "parse",
                        output("hello\nepoch: 3, loss: 0.5\nacc 1e-3\nacc nan").toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(text(out).lines())
                .containsExactly(
                        "reader\tmetric\tstep\tvalue",
                        "steps\tloss\t3\t0.5",
                        "auto\tacc\t3\t0.001",
                        "auto\tacc\t3\tNaN");
    }

    @Test
    void parseAsJsonGivesOneObjectALine() throws IOException {
        run("parse", "--json", output("epoch=0.5 loss=2\nepoch=1.5 loss=nan\n").toString());

        assertThat(text(out).lines())
                .containsExactly(
                        "{\"metric\":\"loss\",\"step\":0.5,\"value\":2.0,\"reader\":\"steps\"}",
                        "{\"metric\":\"loss\",\"step\":1.5,\"value\":\"NaN\",\"reader\":\"steps\"}");
    }

    @Test
    void parseRecognisesFiles() throws IOException {
        var file = Files.writeString(folder.resolve("any.log"), "epoch,loss\n1,0.5\n");
        run("parse", file.toString());

        assertThat(text(out).lines()).containsExactly("reader\tmetric\tstep\tvalue", "csv\tloss\t1\t0.5");
        assertThat(text(err)).contains("csv: 1 sample of 1 metric");
    }

    @Test
    void parseTakesTheReaderThatIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("any.csv"), "{\"loss\": 2}\nacc=1\n");
        run("parse", "--as", "jsonl", file.toString());
        run("parse", file.toString(), "--as", "auto");

        assertThat(text(out).lines()).contains("jsonl\tloss\t0\t2.0", "auto\tacc\t0\t1.0");
    }

    @Test
    void parseNamesTheReadersThereAre() throws IOException {
        assertThat(run("parse", "--as", "none", output("").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(run("parse", output("").toString(), "--as")).isEqualTo(ExitCode.USAGE);
        assertThat(text(err)).contains("tensorboard").contains("auto").contains("--as needs");
    }

    @Test
    void parseLooksThroughAFolder() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/metrics.csv"), "step,loss\n1,0.5\n");
        Files.writeString(folder.resolve("a/metrics.json"), "{\n\"loss\": 1, \"step\": 2}");
        run("parse", folder.toString(), "--json");

        assertThat(text(out).lines())
                .containsExactlyInAnyOrder(
                        "{\"metric\":\"loss\",\"step\":1,\"value\":0.5,\"reader\":\"csv\",\"file\":\"a/b/metrics.csv\"}",
                        "{\"metric\":\"loss\",\"step\":2,\"value\":1.0,\"reader\":\"json-file\",\"file\":\"a/metrics.json\"}");
    }

    @Test
    void parseSaysWhenAFolderHoldsNothing() {
        assertThat(run("parse", folder.toString())).isEqualTo(ExitCode.OK);
        assertThat(text(err))
                .contains("no file in")
                .contains("metrics.csv, ")
                .contains("nerokid parse " + folder.resolve("train.log"));
    }

    @Test
    void parseKnowsAFolderByItsNameToo() throws IOException {
        var run = Files.createDirectories(folder.resolve("mlruns/0/r/metrics/val"));
        Files.writeString(run.resolve("loss"), "1656833985420 0.25 3\n");
        for (var start : List.of("mlruns", "mlruns/0", "mlruns/0/r/metrics")) {
            out.reset();
            run("parse", folder.resolve(start).toString());
            assertThat(text(out)).contains("mlflow\tval/loss\t3\t0.25");
        }
    }

    @Test
    void parseReadsAllThatItCanOfSeveral() throws IOException {
        var first = output("loss 0.5\n").toString();
        var missing = folder.resolve("none").toString();
        Files.createDirectory(folder.resolve("runs"));
        var second = Files.writeString(folder.resolve("runs/results.csv"), "step,acc\n1,0.5\n")
                .toString();

        assertThat(run("parse", first, missing, folder.resolve("runs").toString()))
                .isEqualTo(ExitCode.NOT_FOUND);
        assertThat(text(out).lines())
                .containsExactly(
                        "reader\tmetric\tstep\tvalue\tfile",
                        "auto\tloss\t0\t0.5\t" + first,
                        "csv\tacc\t1\t0.5\t" + second);
        assertThat(text(err))
                .contains("cannot read " + missing + ": no such file")
                .contains("hint:");
    }

    @Test
    void parseNeedsFiles() {
        assertThat(run("parse")).isEqualTo(ExitCode.USAGE);
        assertThat(run("parse", "a", "--all")).isEqualTo(ExitCode.USAGE);
        assertThat(text(err)).contains("files or folders are needed");
    }

    @Test
    void aMissingFileIsNotFound() {
        assertThat(run("parse", folder.resolve("none").toString())).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(text(err)).contains("cannot read").contains("hint:");
    }

    @Test
    void helpAndVersionGoToStdout() {
        assertThat(run("--help")).isEqualTo(ExitCode.OK);
        assertThat(run("--version")).isEqualTo(ExitCode.OK);
        assertThat(text(out)).contains("nerokid parse PATH").contains("nerokid (not packaged)");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void wrongUseSaysWhatIsWrong() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(run("dance")).isEqualTo(ExitCode.USAGE);
        assertThat(run("watch")).isEqualTo(ExitCode.USAGE);
        assertThat(run("roster", "a", "b")).isEqualTo(ExitCode.USAGE);
        assertThat(text(err))
                .contains("no command")
                .contains("unknown command 'dance'")
                .contains("exactly one");
    }

    @Test
    void aRosterThatIsNotThereIsNotFound() {
        assertThat(run("roster", folder.resolve("none").toString())).isEqualTo(ExitCode.NOT_FOUND);
    }

    private Path output(String text) throws IOException {
        return Files.writeString(folder.resolve("output"), text);
    }

    private ExitCode run(String... arguments) {
        return new Nerokid(() -> Instant.EPOCH, print(out), print(err)).run(List.of(arguments));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
