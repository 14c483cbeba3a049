package org.neronet.man.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.man.config.YamlValue.Scalar;

class YamlTextTest {
    private static Scalar read(String yaml) {
        var root = YamlSource.of("x.yaml", "key: " + yaml + "\n").root().orElseThrow();
        return (Scalar) root.entry("key").orElseThrow().value();
    }

    @ParameterizedTest
    @CsvSource({
        "0.1,0.1",
        "-3,-3",
        "1e-5,1e-5",
        "relu,relu",
        "data/1.txt,data/1.txt",
        "/scratch/x,/scratch/x",
        "007,'\"007\"'",
        "1:30,'\"1:30\"'",
        "true,'\"true\"'",
        "No,'\"No\"'",
        "null,'\"null\"'",
        "~,'\"~\"'",
        "a b,'\"a b\"'",
        "'',\"\"",
        "--x,'\"--x\"'",
        "0x1F,'\"0x1F\"'"
    })
    void onlyWhatCannotBeMistakenIsPlain(String text, String written) {
        assertThat(YamlText.value(text)).isEqualTo(written);
        assertThat(read(YamlText.value(text)).text()).isEqualTo(text);
    }

    @Test
    void aWordIsNeverANumber() {
        assertThat(YamlText.word("0.1")).isEqualTo("\"0.1\"");
        assertThat(read(YamlText.word("12")).value()).isEqualTo("12");
    }

    @Test
    void everyCharacterComesBack() {
        for (int from = 1; from < 0x110000; from += 0x1000) {
            var text = IntStream.range(from, from + 0x1000)
                    .filter(c -> c < 0x110000 && (c < 0xd800 || c > 0xdfff))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(read(YamlText.quoted(text)).text()).as("from %x", from).isEqualTo(text);
        }
    }

    @Test
    void nothingInvisibleIsLeftInIt() {
        assertThat(YamlText.quoted("a\"\\\u001b\u202e\ufeff\n\t\u0085ä😀"))
                .isEqualTo("\"a\\\"\\\\\\x1b\\u202e\\ufeff\\n\\t\\x85ä😀\"");
    }
}
