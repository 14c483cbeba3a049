package org.neronet.common.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.SystemCommandRunner;

/** The reporters, run by the real interpreters. */
class ApiFilesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void lay() throws IOException {
        for (var file : ApiFiles.all().entrySet()) {
            Files.write(temp.resolve(file.getKey()), file.getValue());
        }
        environment.put("PATH", System.getenv("PATH"));
        environment.put("NERONET_METRICS", temp.resolve("metrics").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loss 0.3 --step 12|step=12 loss=0.3",
                "loss 0.3 acc=9e-1 --epoch 2|epoch=2 loss=0.3 acc=9e-1",
                "eval/top-5 -.5e-3 x nan|eval/top-5=-.5e-3 x=nan",
                "--progress 3/10|{\"_type\": \"progress\", \"step\": 3, \"total\": 10}",
            })
    void theShellReporterAppendsOneLine(String words, String line) throws Exception {
        for (var shell : List.of("dash", "bash")) {
            assertThat(report(shell, words.split(" "))).isEqualTo(new CommandResult(0, "", "", false));
        }

        assertThat(temp.resolve("metrics")).content().isEqualTo(line + "\n" + line + "\n");
    }

    @Test
    void aNoteOfTheShellMayHoldAnything() throws Exception {
        report("dash", "--note", "it's \"so\" \\ and\nmore ö");

        assertThat(temp.resolve("metrics"))
                .content()
                .isEqualTo("{\"_type\": \"note\", \"text\": \"it's \\\"so\\\" \\\\ and more ö\"}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"loss", "loss x", "loss 0.3 --step", "--bad", "1 2", "--progress 3", "a 1 --note x", "a 1-2", ""
            })
    void whatIsNoReportIsSaidAndNothingIsWritten(String words) throws Exception {
        var said = report("dash", words.isEmpty() ? new String[0] : words.split(" "));

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).isNotBlank();
        assertThat(temp.resolve("metrics")).doesNotExist();
    }

    @Test
    void aShellReportThatCannotBeWrittenDoesNotEndTheScript() throws Exception {
        environment.put("NERONET_METRICS", temp + "/no/where");

        assertThat(report("dash", "loss", "1").exitCode()).isZero();
        assertThat(report("dash", "loss", "1").err()).contains("cannot report: loss=1");
    }

    @Test
    void outsideOfNeronetNothingHappens() throws Exception {
        environment.remove("NERONET_METRICS");

        assertThat(report("dash", "loss", "1")).isEqualTo(new CommandResult(0, "", "", false));
        assertThat(python("neronet.log(step=1, loss=2); neronet.progress(1, 2); neronet.note('x');"
                        + "print(neronet.should_stop(), neronet.params())"))
                .isEqualTo(new CommandResult(0, "False {}\n", "", false));
    }

    @Test
    void pythonReportsWhatIsLikeANumber() throws Exception {
        var said = python("""
                class Scalar:
                    def __float__(self): return 0.5
                neronet.log(step=3, loss=Scalar(), acc=1, epoch=None)
                neronet.log(epoch=0.5, **{'val/loss': float('nan'), 'x': float('-inf')})
                neronet.log(step=4)
                neronet.progress(3, 10); neronet.note('it\\'s "ö"'); neronet.artifact('best.pt')
                """);

        assertThat(said).isEqualTo(new CommandResult(0, "", "", false));
        assertThat(temp.resolve("metrics")).content().isEqualTo("""
                {"step": 3, "loss": 0.5, "acc": 1}
                {"epoch": 0.5, "val/loss": "NaN", "x": "-Infinity"}
                {"step": 4}
                {"_type": "progress", "step": 3, "total": 10}
                {"_type": "note", "text": "it's \\"\\u00f6\\""}
                {"_type": "artifact", "path": "best.pt"}
                """);
    }

    @Test
    void pythonNeverRaisesAndWarnsOnce() throws Exception {
        environment.put("NERONET_METRICS", temp + "/no/where");
        environment.put("NERONET_PARAMS", temp.resolve("metrics").toString());

        var said = python("""
                neronet.log(step=1, loss=object())
                neronet.log(step=1, loss=2)
                neronet.progress('a', None); neronet.artifact(1); neronet.note('x' * 5000)
                print(neronet.params())
                """);

        assertThat(said.exitCode()).isZero();
        assertThat(said.out()).isEqualTo("{}\n");
        assertThat(said.err().lines()).singleElement().asString().startsWith("neronet: cannot report (said once): ");
    }

    @Test
    void pythonSeesTheStopFileAndTheParameters() throws Exception {
        environment.put(
                "NERONET_STOP_FILE", Files.createFile(temp.resolve("stop")).toString());
        environment.put(
                "NERONET_PARAMS",
                Files.writeString(temp.resolve("params.json"), "{\"lr\":0.1,\"name\":\"ö\"}")
                        .toString());

        assertThat(python("print(neronet.should_stop(), neronet.params()['lr'])")
                        .out())
                .isEqualTo("True 0.1\n");
    }

    @ParameterizedTest
    @CsvSource({
        "RANK,0,metrics",
        "RANK,3,metrics.3",
        "OMPI_COMM_WORLD_RANK,2,metrics.2",
        "SLURM_PROCID,1,metrics.1",
        "PMI_RANK,4,metrics.4"
    })
    void everyRankHasAFileOfItsOwn(String variable, String rank, String file) throws Exception {
        environment.put(variable, rank);

        python("neronet.log(loss=1)");
        report("dash", "loss", "1");

        assertThat(temp.resolve(file)).content().isEqualTo("{\"loss\": 1}\nloss=1\n");
    }

    @Test
    void forkedProcessesTearNoLines() throws Exception {
        python("""
                import os
                for child in range(4):
                    if os.fork() == 0:
                        for i in range(500): neronet.log(step=i, child=child, text=1.5)
                        os._exit(0)
                for child in range(4): os.wait()
                """);

        assertThat(Files.readAllLines(temp.resolve("metrics")))
                .hasSize(2000)
                .allMatch(line -> line.matches("\\{\"step\": \\d+, \"child\": \\d, \"text\": 1\\.5\\}"));
    }

    @Test
    void thePythonFileIsSmall() {
        assertThat(new String(ApiFiles.content(ApiFiles.PYTHON), java.nio.charset.StandardCharsets.UTF_8).lines())
                .hasSizeLessThan(120);
    }

    private CommandResult report(String shell, String... words) throws Exception {
        assumeTrue(Files.exists(Path.of("/bin", shell)), shell + " is not here");
        var argv = new ArrayList<>(
                List.of("/bin/" + shell, temp.resolve("neronet-report").toString()));
        argv.addAll(List.of(words));
        return new SystemCommandRunner(environment, temp).run(argv, LIMIT);
    }

    private CommandResult python(String text) throws Exception {
        var file = Files.writeString(temp.resolve("program.py"), "import neronet\n" + text);
        return new SystemCommandRunner(environment, temp).run(List.of("python3", file.toString()), LIMIT);
    }
}
