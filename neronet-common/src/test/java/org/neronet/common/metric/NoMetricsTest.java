package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoMetricsTest {
    /** What programs print besides metrics, in parts of one kind. */
    static List<String> parts() throws IOException {
        return Arrays.stream(text().split("(?m)^### "))
                .filter(part -> !part.isBlank())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void nothingOfItIsAMetric(String part) {
        var output = Output.of(part.substring(part.indexOf('\n') + 1));

        assertThat(output.samples()).isEmpty();
    }

    @Test
    void norIsAnythingWhenItAllComesFromOneProgram() throws IOException {
        assertThat(text().lines().count()).isGreaterThan(300);
        assertThat(Output.of(text()).samples()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lr=0.01 momentum=0.9 wd=0.0005", "{'lr': 0.1, 'epochs': 10}", "{\"epochs\": 10, \"lr\": 0.1}"})
    void norAreSettingsThatComeOnce(String line) {
        assertThat(Output.of(line).samples()).isEmpty();
    }

    @Test
    void norIsTheSourceOfThisProject() {
        assertThat(Output.of(Sources.all()).samples()).isEmpty();
    }

    private static String text() throws IOException {
        try (var in = NoMetricsTest.class.getResourceAsStream("no-metrics.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
