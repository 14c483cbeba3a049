package org.neronet.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "false",
                "0",
                "-5",
                "1.5",
                "1.0E-5",
                "\"\"",
                "[1,[2,[3]],{\"a\":null}]",
                "{\"a\":1,\"b\":[true,false],\"c\":{\"d\":\"e\"}}",
                "999999999999999999",
                "-0.0"
            })
    void whatIsWrittenIsWhatWasRead(String text) {
        assertThat(Json.write(Json.parse(text))).isEqualTo(text);
    }

    @Test
    void whiteSpaceAndEscapesAreUnderstood() {
        assertThat(Json.parse(" \t\r\n[ 1 , \"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\" ] "))
                .isEqualTo(List.of(1L, "a\"\\/\b\f\n\r\tä"));
    }

    @Test
    void specialCharactersSurvive() {
        var text = "a\"\\\n\r\t\b\f\u0000\u007f\u2028\u2029äé€😀\ud800";

        assertThat(Json.parse(Json.write(text))).isEqualTo(text);
        assertThat(Json.write("\u2028\ud800\u007f")).isEqualTo("\"\\u2028\\ud800\\u007f\"");
    }

    @Test
    void wholeNumbersAreLongsUpToEighteenDigits() {
        assertThat(Json.parse("123456789012345678")).isEqualTo(123456789012345678L);
        assertThat(Json.parse("1234567890123456789")).isInstanceOf(Double.class);
        assertThat(Json.parse("1e3")).isEqualTo(1000.0);
    }

    @Test
    void numbersThatJsonCannotHoldAreStrings() {
        assertThat(Json.write(Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, null)))
                .isEqualTo("[\"NaN\",\"Infinity\",\"-Infinity\",null]");
        assertThat(Json.write(Map.of("a", 1))).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "[", "[1", "[1,", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{a:1}", "{\"a\":1,}",
                "{\"a\" 1}", "\"", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\n\"", "01", "+1", ".5",
                        "5.",
                "1e", "--1", "tru", "nul", "NaN", "Infinity", "1 2", "[] x", "'a'", "{1:2}", "\"\\u\"", "]"
            })
    void anythingElseIsAFault(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonException.class);
    }

    @Test
    void nestingHasALimit() {
        assertThat(Json.parse("[".repeat(100) + "]".repeat(100))).isInstanceOf(List.class);
        assertThatThrownBy(() -> Json.parse("[".repeat(100_000))).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(101))).isInstanceOf(JsonException.class);
    }

    @Test
    void faultsSayWhere() {
        assertThatThrownBy(() -> Json.parse("[1, x]")).hasMessageContaining("character 4");
        assertThatThrownBy(() -> Json.parseObject("[]")).hasMessageContaining("expected a JSON object");
    }
}
