package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManyProgramsTest {
    private static final Pattern EXAMPLE = Pattern.compile("((?:(?!=> ).*\\n)+)=> (.*)\\n");

    /** Lines in the style of well-known programs, each with what is read from it behind an arrow. */
    static List<Arguments> examples() throws IOException {
        try (var in = ManyProgramsTest.class.getResourceAsStream("many-programs.txt")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return EXAMPLE.matcher(text)
                    .results()
                    .map(found -> Arguments.of(found.group(1), found.group(2)))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatTheyPrintIsRead(String lines, String expected) {
        assertThat(Output.of(lines).byPlace()).isEqualTo(expected);
    }
}
