package org.neronet.man.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neronet.common.json.Json;
import org.neronet.man.spec.Experiment;
import org.neronet.man.testing.Samples;

class IdleKeysTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void keysWithoutEffectAreNamedOnceAndInOrder() {
        assertThat(warning(
                        changed("kept", Map.of("stop", List.of("nan"), "plot", Map.of(), "notify", List.of())),
                        changed("kept", Map.of("plot", Map.of()))))
                .isEqualTo("warning: kept, but without effect in this version: notify, plot\n");
    }

    @Test
    void whatIsActedOnIsNotNamed() {
        assertThat(warning(changed("priority", 5), changed("workdir", "runs"), changed("retries", 2)))
                .isEmpty();
    }

    private static Experiment changed(String field, Object value) {
        var plain = Samples.experiment(Path.of("/exp"), "a", List.of()).toJson();
        return Experiment.fromJson(Json.parseObject(plain.with(field, value).toString()));
    }

    private String warning(Experiment... experiments) {
        var terminal = new Terminal(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader("")),
                false,
                false,
                false,
                100);
        IdleKeys.warn(List.of(experiments), terminal);
        return err.toString(StandardCharsets.UTF_8);
    }
}
