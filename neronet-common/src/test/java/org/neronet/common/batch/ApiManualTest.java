package org.neronet.common.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.process.SystemCommandRunner;

/** Runs the programs in the manual where this machine has what they need. */
class ApiManualTest {
    private static final Path MANUAL = Path.of("..", "docs", "manual", "api.md");

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "python|python3|python3 program|\"loss\": 0.25}",
                "sh|sh|sh program|step=12 loss=0.3 acc=0.9",
                "r|Rscript|Rscript program|step=12 loss=0.3",
                "julia|julia|julia program|step=12 loss=0.3",
                "matlab|octave-cli|octave-cli program|step=12 loss=0.3",
                "c|gcc|gcc -Wall -Werror -o ./a.out -x c program && ./a.out|step=12 loss=0.29999999999999999",
            })
    void theProgramOfTheManualReports(String language, String tool, String command, String line) throws Exception {
        assumeTrue(isHere(tool), "no " + tool + " on this machine");
        Files.writeString(temp.resolve("program"), snippet(language));
        for (var file : ApiFiles.all().entrySet()) {
            Files.write(temp.resolve(file.getKey()), file.getValue());
        }
        assertThat(temp.resolve("neronet-report").toFile().setExecutable(true)).isTrue();
        Files.writeString(temp.resolve("params.json"), "{\"lr\": 0.5}");

        var result =
                new SystemCommandRunner(environment(), temp).run(List.of("sh", "-c", command), Duration.ofSeconds(60));

        assertThat(result.exitCode()).as(result.complaint()).isZero();
        assertThat(temp.resolve("metrics")).content().contains(line + "\n");
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH", System.getenv("PATH") + ":" + temp,
                "HOME", temp.toString(),
                "PYTHONPATH", temp.toString(),
                "NERONET_METRICS", temp.resolve("metrics").toString(),
                "NERONET_PARAMS", temp.resolve("params.json").toString(),
                "NERONET_STOP_FILE", temp.resolve("stop").toString());
    }

    private static String snippet(String language) throws Exception {
        var block = Pattern.compile("(?s)\n```" + language + "\n(.*?)\n```\n").matcher(Files.readString(MANUAL));
        assertThat(block.find()).isTrue();
        return block.group(1) + "\n";
    }

    private static boolean isHere(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
