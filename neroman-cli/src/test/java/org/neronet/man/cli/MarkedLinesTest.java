package org.neronet.man.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedLinesTest {
    private static final String TEXT = "a\n::neronet loss=1\n::neronetwork\n\n::neronet\n ::neronet x=1\n"
            + "b ::neronet x=1\n::neronet a=1\n::neronet b=2\nc\r\n\0\n::nero";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final MarkedLines lines = new MarkedLines(out);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void onlyReportsAreLeftOutHoweverTheBytesCome(int piece) throws IOException {
        var bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += piece) {
            lines.write(bytes, from, Math.min(piece, bytes.length - from));
        }
        lines.finish();

        assertThat(out).hasToString("a\n::neronetwork\n\n ::neronet x=1\nb ::neronet x=1\nc\r\n\0\n::nero");
    }

    @Test
    void whatCannotBeAReportIsNotHeldBack() throws IOException {
        lines.write("loss".getBytes(StandardCharsets.UTF_8));
        assertThat(out).hasToString("loss");
        lines.write(':');
        assertThat(out).hasToString("loss:");
    }
}
