package org.neronet.man.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.fault.NeronetException;

class YamlEditTest {
    private static String set(String text, String path, String value) {
        return new YamlEdit(YamlSource.of("f.yaml", text)).set(List.of(path.split("/")), value);
    }

    private static String remove(String text, String path) {
        return new YamlEdit(YamlSource.of("f.yaml", text)).remove(List.of(path.split("/")));
    }

    private static String lines(String text) {
        return text.replace("~", "\n").replace("^", "\r").replace("!", "|");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a: 1 # x~b: 2~ | a | 3 | a: 3 # x~b: 2~",
                "a:  'old'   # x~ | a | 3 | a:  3   # x~",
                "a: # x~b: 2~ | a | 3 | a: 3 # x~b: 2~",
                "a:~b: 2 | a | 3 | a: 3~b: 2",
                "a: null~ | a | 3 | a: 3~",
                "{a: 1, b: 2} # x~ | b | [3, 4] | {a: 1, b: [3, 4]} # x~",
                "a: # x~  - 1 # gone~  - 2~# y~b: 2~ | a | [3] | a: [3] # x~# y~b: 2~",
                "a:~- 1~- 2~b: 2~ | a | [3] | a: [3]~b: 2~",
                "a: [1,~  2] # x~b: 2~ | a | 3 | a: 3 # x~b: 2~",
                "a: !~  one~  two~b: 2~ | a | 3 | a: 3~b: 2~",
                "a: !~  one~  two~ | a | 3 | a: 3~",
                "a:~  one~  two # x~b: 2~ | a | 3 | a: 3~b: 2~",
                "c:~  k:~    a: 1 # x~    b: 2~  m: {a: 1}~ | c/k/a | 3 | c:~  k:~    a: 3 # x~    b: 2~  m: {a: 1}~",
                "c:~  k:~    b: 2 # x~  # y~  m: {a: 1}~ | c/k/a | 3 | c:~  k:~    b: 2 # x~    a: 3~  # y~  m: {a: 1}~",
                "c: {k: {b: 2}} # x~ | c/k/a | 3 | c: {k: {b: 2, a: 3}} # x~",
                "c:~  m: {b: 2} # x~ | c/k/a | 3 | c:~  m: {b: 2} # x~  k:~    a: 3~",
                "c: {} # x~ | c/k/a | 3 | c: {k: {a: 3}} # x~",
                "a: 1^~b: 2^~ | c | 3 | a: 1^~b: 2^~c: 3^~",
                "a: 1^~b: 2^~ | a | 3 | a: 3^~b: 2^~",
                "\u00e9: \ud834\udd1e # \u00e9~a: 1~ | a | 3 | \u00e9: \ud834\udd1e # \u00e9~a: 3~",
            })
    void oneValueChangesAndAllElseStays(String before, String path, String value, String after) {
        assertThat(set(lines(before), path, value)).isEqualTo(lines(after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "# top~#a: 1 # e.g.~# more~ | # top~#a: 1 # e.g.~a: 3~# more~",
                "# top~#a:~#  x: 1~#  y: 2~#b: 1~ | # top~#a:~#  x: 1~#  y: 2~a: 3~#b: 1~",
                "#a: 1 | #a: 1~a: 3",
                "#a: 1^~b: 2^~ | #a: 1^~a: 3^~b: 2^~",
                "b: 2~#ab: 1~ | b: 2~a: 3~#ab: 1~",
                "b:~  c: 1~#a: 1~  d: 2~ | b:~  c: 1~#a: 1~  d: 2~a: 3~",
                "{b: 2}~#a: 1~ | {b: 2, a: 3}~#a: 1~",
                "# only | # only~a: 3~",
            })
    void aNewKeyStandsBehindItsCommentedOutExample(String before, String after) {
        assertThat(set(lines(before), "a", "3")).isEqualTo(lines(after));
    }

    @Test
    void anEmptyTextGetsItsFirstKey() {
        assertThat(set("", "a", "3")).isEqualTo("a: 3\n");
        assertThat(set("", "c/k/a", "3")).isEqualTo("c:\n  k: {a: 3}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1 # x~# y~b: 2~ | a | # y~b: 2~",
                "b: 2~a: 1 | a | b: 2~",
                "b: 2~a: !~  x~  y~# z~ | a | b: 2~# z~",
                "{a: 1, b: 2} | a | {b: 2}",
                "{b: 2, a: 1} | a | {b: 2}",
                "c: {k: {a: 1}, m: 2}~ | c/k/a | c: {k: {}, m: 2}~",
                "c:~  k:~    a: 1~  # y~  m: 2~ | c/k | c:~  # y~  m: 2~",
                "c:~  k: {a: 1, b: 2}~ | c/k/a | c:~  k: {b: 2}~",
                "a: 1^~b: 2^~ | a | b: 2^~",
            })
    void oneEntryGoesAndAllElseStays(String before, String path, String after) {
        assertThat(remove(lines(before), path)).isEqualTo(lines(after));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &x 1\nb: *x\n", "{a}", "? a\n: 3\n"})
    void whatCannotBeChangedAloneIsRefused(String text) {
        assertThatThrownBy(() -> set(text, "a", "4"))
                .isInstanceOf(NeronetException.class)
                .hasMessage("cannot change f.yaml without harm to the rest of it");
    }

    @Test
    void aValueIsNoWayToWriteMoreThanOneKey() {
        assertThatThrownBy(() -> set("a: 1\n", "a", "3\nb: 4")).hasMessageContaining("without harm");
        assertThatThrownBy(() -> set("{a: 1, b: 2}\n", "a", "3 # x")).hasMessageContaining("without harm");
        assertThatThrownBy(() -> set("c: 1\n", "c/k", "3")).hasMessageContaining("without harm");
        assertThatThrownBy(() -> set("c: [1]\n", "c/k", "3")).hasMessageContaining("without harm");
    }

    @Test
    void anAnchorThatOthersNeedIsNotTakenAway() {
        assertThatThrownBy(() -> remove("a: &x 1\nb: *x\n", "a")).hasMessageContaining("without harm");
    }
}
