package org.neronet.man.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

class YamlSourceTest {
    @TempDir
    Path folder;

    @Test
    void scalarsFollowTheCoreSchemaAndKeepTheirText() {
        var list = list("[true, False, ~, null, '', 0.10, 1e-3, 0x1F, 0o17, 007, +5, .5, 1., .inf, -.Inf, .nan]");

        var values = new ArrayList<Object>();
        list.items().forEach(item -> values.add(((Scalar) item).value()));
        assertThat(values)
                .containsExactly(
                        true,
                        false,
                        null,
                        null,
                        "",
                        0.1,
                        0.001,
                        31L,
                        15L,
                        7L,
                        5L,
                        0.5,
                        1.0,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.NaN);
        assertThat(((Scalar) list.items().get(5)).text()).isEqualTo("0.10");
        assertThat(((Scalar) list.items().get(6)).text()).isEqualTo("1e-3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no", "off", "yes", "on", "1:30", "1_000", "0b1", "2024-01-01", "tRue", "<<", "0x", "1e", "y"})
    void whatOnlyYaml11ReadsOtherwiseIsText(String text) {
        assertThat(scalar("v: " + text).value()).isEqualTo(text);
    }

    @Test
    void longIntegersStayExact() {
        assertThat(scalar("v: 18446744073709551615").value()).isEqualTo(new BigInteger("18446744073709551615"));
        assertThat(scalar("v: 123456789012345678").value()).isEqualTo(123456789012345678L);
        assertThat(scalar("v: " + "9".repeat(2000)).value()).isInstanceOf(String.class);
    }

    @Test
    void quotedScalarsAreTextAndMarksAreRight() {
        var scalar = scalar("# é\n  # note\nv:   \"1\\t2\"");

        assertThat(scalar.value()).isEqualTo("1\t2");
        assertThat(scalar.plain()).isFalse();
        assertThat(scalar.start())
                .isEqualTo(new YamlValue.Mark(3, 6, scalar.start().index()));
    }

    @Test
    void onlyCommentsIsEmpty() {
        assertThat(source("# nothing\n\n").root()).isEmpty();
        assertThat(source("").root()).isEmpty();
        assertThat(source("---\n~\n").root()).isEmpty();
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws Exception {
        var file = Files.writeString(folder.resolve("f"), "\uFEFFa: 1\n");

        assertThat(YamlSource.of(file).root().orElseThrow().entry("a")).isPresent();
    }

    @Test
    void aliasesAreRead() {
        var root = source("a: &x [1, 2]\nb: *x\nc: &y {d: 1}\ne: *y\nf: &z 5\ng: *z\n")
                .root()
                .orElseThrow();

        assertThat(((Sequence) root.entry("b").orElseThrow().value()).items()).hasSize(2);
        assertThat(((Mapping) root.entry("e").orElseThrow().value()).entry("d")).isPresent();
        assertThat(((Scalar) root.entry("g").orElseThrow().value()).value()).isEqualTo(5L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1\\na: 2            | 2:1 | 'a' is here for the second time; the first is in line 1",
                "a:\\n\\tb: 1           | 2:1 | a tab indents this line",
                "a:\\n  - x\\n  \\t- y: | 3:3 | a tab indents this line",
                "a: !!python/x 1        | 1:4 | tags such as '!!python/x' are not allowed",
                "a: !include /etc/hosts | 1:4 | tags such as '!include' are not allowed",
                "a: !!map {b: 1}        | 1:4 | tags such as '!!map' are not allowed",
                "a: [1, 2               | 1:9 | not YAML: while parsing a flow sequence",
                "a: b: c                | 1:5 | mapping values are not allowed here",
                "a: *nope               | 1:4 | alias",
                "a: &x [*x]             | 1:8 | '*x' stands within '&x', which would hold itself",
                "a: 1\\n---\\nb: 1      | 2:1 | a second document begins here",
                "- a                    | 1:1 | the file must hold keys and values, not a list",
                "a: 1\\nx:}\\r            | 2:4 | not YAML: while scanning a simple key",
                "just text              | 1:1 | the file must hold keys and values, not the text 'just text'",
                "{[a]: 1}               | 1:2 | a key must be a plain word",
                "a: \\u0007             | 1:4 | control character U+0007",
                "a: @x                  | 1:4 | cannot start any token",
                "b: 1\\na: \"\\u           | 2:2 | not YAML: what begins here cannot be read",
                "d:\\n  p: {l: [8, \\n]}16 | 3:2 | not YAML: what begins here cannot be read",
                "a:\\tb                  | 1:3 | a tab stands where a value should begin",
                "a: \"\\d\"               | 1:6 | found unknown escape character d",
            })
    void whatIsNotStrictIsRefusedWithItsPlace(String text, String place, String message) {
        var yaml = text.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\r", "\r")
                .replace("\\u0007", "\u0007");

        assertThatThrownBy(() -> source(yaml).root())
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageStartingWith("f.yaml:" + place + ": error: ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"85, N", "2028, L", "2029, P"})
    void whatEndsALineOnlyInYaml11IsRefusedUnlessItIsEscaped(String code, String escape) {
        var odd = Character.toString(Integer.parseInt(code, 16));

        assertThatThrownBy(
                        () -> source("a: 1\r\nb: '\uD83D\uDE00x" + odd + "y'").root())
                .hasMessageStartingWith(
                        "f.yaml:2:7: error: U+%4s".formatted(code).replace("+  ", "+00"))
                .hasMessageContaining("write \\" + escape + " between double quotes");
        assertThat(scalar("v: \"x\\" + escape + "y\"").text()).isEqualTo("x" + odd + "y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\uD800", "x\\uDFFF", "\\uDE00\\uD83D", "\\uD83D\\uD83D\\uDE00"})
    void halfACharacterIsRefusedAndAPairIsOne(String half) {
        assertThatThrownBy(() ->
                        source("a: [\"\\uD83D\\uDE00\", \"" + half + "\"]").root())
                .hasMessageStartingWith("f.yaml:1:21: error: half a character");
        assertThatThrownBy(() -> source("{\"" + half + "\": 1}").root())
                .hasMessageStartingWith("f.yaml:1:2: error: half a character");
        assertThat(scalar("v: \"\\uD83D\\uDE00\"").text()).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void theCaretStandsBelowTheFault() {
        assertThatThrownBy(() -> source("a: 1\nbé: 1\na: 2 # again").root())
                .hasMessage("f.yaml:3:1: error: 'a' is here for the second time; the first is in line 1\n"
                        + "  a: 2 # again\n  ^\nfix: keep one of the two");
    }

    @Test
    void bombsAreRefusedAtOnce() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 6; i++) {
            var item = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, item + (", " + item).repeat(8)));
        }
        var many = IntStream.range(0, 51).mapToObj(i -> "*x").collect(Collectors.joining(", "));

        assertThatThrownBy(() -> source(bomb.toString()).root()).hasMessageContaining("aliases expand to more than");
        assertThatThrownBy(() -> source("a: &x 1\nb: [" + many + "]").root())
                .hasMessageContaining("more than 50 aliases");
        assertThatThrownBy(() -> source("a: " + "[".repeat(10_000)).root()).hasMessageContaining("deeper than 50");
        assertThatThrownBy(() -> source("a: [" + "1,".repeat(100_001) + "]").root())
                .hasMessageContaining("more than 100,000 values");
    }

    @Test
    void whatIsNoUtf8TextIsRefusedWithItsOffset() throws Exception {
        assertThatThrownBy(() -> bytes("a: 1\nb: x\0".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining(":2:5: error: NUL byte at offset 9");
        assertThatThrownBy(() -> bytes(new byte[] {'a', ':', ' ', (byte) 0xe9, '\n'}))
                .hasMessageContaining(":1:4: error: the file is not UTF-8: bad byte at offset 3");
        assertThatThrownBy(() -> bytes(new byte[] {'a', (byte) 0xc3})).hasMessageContaining("bad byte at offset 1");
        assertThatThrownBy(() -> bytes("a: 1".getBytes(StandardCharsets.UTF_16)))
                .hasMessageContaining("UTF-16");
        assertThatThrownBy(() -> bytes(new byte[YamlSource.MAX_BYTES + 1])).hasMessageContaining("larger than 1 MiB");
        assertThatThrownBy(() -> YamlSource.of(folder)).hasMessageContaining("is a folder, not an ordinary file");
    }

    @Test
    void aPlaceInAScalarIsFound() {
        var source = source("v: >-\n  one\n  two {x}\n");
        var value = source.root().orElseThrow().entry("v").orElseThrow().value();

        assertThat(source.find("{x}", value.start(), value.end()))
                .extracting("line", "column")
                .containsExactly(3, 7);
        assertThat(source.find("{y}", value.start(), value.end())).isEqualTo(value.start());
        assertThat(source("v: a\n# {x}").find("{x}", value.start(), value.start()))
                .isEqualTo(value.start());
    }

    @Test
    void problemsAreSortedShownOnceAndCutAtTwenty() {
        var source = source("x\n".repeat(50));
        var problems = new Problems(source);
        problems.throwIfAny();
        for (int line = 40; line > 0; line--) {
            problems.add(new YamlValue.Mark(line, 1, 0), "bad", "");
            problems.add(new YamlValue.Mark(line, 1, 0), "bad", "");
        }

        assertThat(problems.count()).isEqualTo(80);
        assertThatThrownBy(problems::throwIfAny)
                .hasMessageStartingWith("f.yaml:1:1: error: bad")
                .hasMessageEndingWith("… and 20 more");
    }

    @Test
    void longLinesAreCutInProblems() {
        assertThat(new Problem("f", 1, 2, "bad", "", "\t" + "x".repeat(500)).text())
                .hasSizeLessThan(400)
                .contains("\n  \t^");
    }

    private Object bytes(byte[] bytes) throws Exception {
        return YamlSource.of(Files.write(folder.resolve("f"), bytes)).root();
    }

    private static YamlSource source(String text) {
        return YamlSource.of("f.yaml", text);
    }

    private static Scalar scalar(String text) {
        return (Scalar)
                source(text).root().orElseThrow().entry("v").orElseThrow().value();
    }

    private static Sequence list(String text) {
        return (Sequence) source("v: " + text)
                .root()
                .orElseThrow()
                .entry("v")
                .orElseThrow()
                .value();
    }
}
