package org.neronet.man.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Terminal terminal(boolean interactive) {
        var stream = new PrintStream(err, false, StandardCharsets.UTF_8);
        return new Terminal(
                stream, stream, new BufferedReader(Reader.nullReader()), interactive, interactive, false, 80);
    }

    @Test
    void aBrokenPipeIsAFaultOfTheBytes() {
        var broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertThatThrownBy(() -> Terminal.bytes(new PrintStream(broken)).write(7))
                .isInstanceOf(IOException.class);
    }

    @Test
    void withoutATerminalNothingIsColouredOrAsked() {
        var terminal = Terminal.ofProcess(Map.of("TERM", "xterm"));

        assertThat(terminal.interactive()).isFalse();
        assertThat(terminal.colour()).isFalse();
        assertThat(terminal.width()).isGreaterThan(1000);
        assertThat(terminal.confirm("sure?")).isFalse();
    }

    @Test
    void uploadsAreShownInPlaceAtATerminal() {
        try (var uploads = new Uploads(terminal(true))) {
            uploads.sent(0, 2, 500, 1000);
            uploads.sent(0, 2, 500, 1000);
            uploads.sent(2, 2, 1000, 1000);
        }

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[Ksending files: 0/2, 500 B of 1.0 kB (50 %)"
                        + "\r\u001b[Ksending files: 2/2, 1.0 kB of 1.0 kB (100 %)" + System.lineSeparator());
    }

    @Test
    void uploadsAreSilentElsewhere() {
        try (var uploads = new Uploads(terminal(false))) {
            uploads.sent(0, 2, 500, 1000);
        }

        assertThat(err.size()).isZero();
    }
}
