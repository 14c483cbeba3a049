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
                        "{\"metric\":\"loss\",\"step\":0.5,\"value\":2.0}",
                        "{\"metric\":\"loss\",\"step\":1.5,\"value\":\"NaN\"}");
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
        assertThat(text(out)).contains("nerokid parse FILE").contains("nerokid (not packaged)");
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
