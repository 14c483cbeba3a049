package org.neronet.mum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {
    @ParameterizedTest
    @CsvSource({
        "1.2.3, 1.2.3, false",
        "1.2.4, 1.2.3, true",
        "1.10.0, 1.9.9, true",
        "2.0.0, 1.9.9, true",
        "1.9.9, 2.0.0, false",
        "1.2.3, 1.2.3-SNAPSHOT, false"
    })
    void numbersDecide(String one, String other, boolean newer) {
        assertThat(Release.parse(one)
                        .orElseThrow()
                        .isNewerThan(Release.parse(other).orElseThrow()))
                .isEqualTo(newer);
    }

    @Test
    void whatIsNoReleaseIsNone() throws IOException {
        assertThat(Release.parse("(not packaged)")).isEmpty();
        assertThat(Release.parse("1.2")).isEmpty();
        assertThat(Release.ofJar(Path.of("/nonexistent.jar"))).isEmpty();
    }
}
