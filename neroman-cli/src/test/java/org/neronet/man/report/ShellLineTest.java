package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShellLineTest {
    private static final List<String> ODD = List.of(
            "",
            "a b",
            "it's",
            "$(rm -rf ~)",
            "`x`",
            "*",
            "a\nb\t\\n",
            "\u001b[2J'\\",
            "\u202eevil",
            "\u0085",
            "ä€😀",
            "\u007f1");

    @Test
    void plainWordsStayAndOthersAreQuoted() {
        assertThat(ShellLine.of(List.of("python3", "main.py", "--lr=0.1", "a b", "it's", "")))
                .isEqualTo("python3 main.py --lr=0.1 'a b' 'it'\\''s' ''");
    }

    @Test
    void nothingOfItIsDangerousForATerminal() {
        var line = ShellLine.of(ODD);
        assertThat(Printable.line(line)).isEqualTo(line);
        assertThat(ShellLine.of(List.of("a\nb'"))).isEqualTo("$'a\\nb\\''");
        assertThat(ShellLine.of(List.of("\u202e"))).isEqualTo("$'\\xe2\\x80\\xae'");
    }

    @Test
    void bashReadsTheVerySameWords() throws IOException, InterruptedException {
        var script = "LC_ALL=C; for word in " + ShellLine.of(ODD) + "; do printf '%s\\0' \"$word\"; done";
        var process = new ProcessBuilder("bash", "-c", script).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(out).isEqualTo(String.join("\0", ODD) + "\0");
    }
}
