package org.neronet.common.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnorePatternsTest {
    /** Patterns, what they leave out and what they do not; a path that ends with / is a folder. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "*.ckpt               | a.ckpt d/e/a.ckpt .ckpt d.ckpt/   | a.ckpt2 ackpt ckpt",
                "raw                  | raw raw/ data/raw data/raw/       | rawer Raw data/raw2",
                "raw/                 | raw/ data/raw/                    | raw data/raw",
                "/raw                 | raw raw/                          | data/raw",
                "/*.txt               | a.txt                             | d/a.txt",
                "data/raw             | data/raw data/raw/                | d/data/raw raw data/raw/x",
                "data/raw/            | data/raw/                         | data/raw d/data/raw/",
                "data/*               | data/a data/b/                    | data/ data/b/c",
                "data/*.csv           | data/a.csv                        | data/b/a.csv a.csv",
                "**/cache             | cache a/cache a/b/cache/          | acache cache2",
                "**/a/b               | a/b x/a/b x/y/a/b                 | a/x/b ab",
                "data/**              | data/a data/b/ data/b/c           | data data/",
                "data/**/x            | data/x data/a/x data/a/b/x        | data/xx x data/a/xy",
                "**                   | a a/b a/                          | -",
                "a**b                 | ab axb axxb                       | a/b ba",
                "a/**b                | a/b a/xb                          | a/x/b",
                "?.txt                | a.txt d/ä.txt 😀.txt              | .txt ab.txt",
                "run-[0-9].log        | run-0.log d/run-9.log             | run-a.log run-10.log",
                "[!a-c]x              | dx -x                             | ax bx x",
                "[^a-c]x              | dx                                | ax",
                "[]a]x                | ]x ax                             | bx",
                "[a-]x                | ax -x                             | bx",
                "[\\]]x               | ]x                                | ax",
                "\\*.txt              | *.txt                             | a.txt",
                "\\!x                 | !x d/!x                           | x",
                "\\#x                 | #x                                | x",
                "#x                   | #x                                | x",
                "a\\{b                | a{b                               | ab",
                "\\a/b                | a/b                               | b",
                "a/b/c                | a/b/c                             | x/a/b/c a/b",
                "*                    | a a/b .git/                       | -",
                "x*y*z                | xyz x1y2z xyyz                    | xy zyx xyzz2",
                "~*.docx              | ~a.docx                           | a.docx"
            })
    void aPatternMeansWhatItMeansToGit(String pattern, String leftOut, String kept) {
        var patterns = IgnorePatterns.of(List.of(pattern));

        assertThat(leftOut.split(" ")).allMatch(path -> excludes(patterns, path));
        if (kept != null) {
            assertThat(kept.split(" ")).noneMatch(path -> excludes(patterns, path));
        }
    }

    private static boolean excludes(IgnorePatterns patterns, String path) {
        return patterns.excludes(path.replaceFirst("/$", ""), () -> path.endsWith("/"));
    }

    @Test
    void theLastPatternThatFitsDecides() {
        var patterns = IgnorePatterns.of(List.of("*.pt", "!best.pt", "/old/best.pt"));

        assertThat(excludes(patterns, "a.pt")).isTrue();
        assertThat(excludes(patterns, "best.pt")).isFalse();
        assertThat(excludes(patterns, "new/best.pt")).isFalse();
        assertThat(excludes(patterns, "old/best.pt")).isTrue();
    }

    @Test
    void othersComeBehindAndMayTakeBack() {
        var patterns = IgnorePatterns.of(List.of("data/")).then(IgnorePatterns.of(List.of("!/data/")));

        assertThat(excludes(patterns, "data/")).isFalse();
        assertThat(excludes(patterns, "a/data/")).isTrue();
        assertThat(patterns.isEmpty()).isFalse();
        assertThat(IgnorePatterns.NONE.isEmpty()).isTrue();
        assertThat(excludes(IgnorePatterns.NONE, "data/")).isFalse();
    }

    @Test
    void whetherItIsAFolderIsAskedOnlyWhenItMatters() {
        var patterns = IgnorePatterns.of(List.of("raw/", "*.txt"));

        assertThat(patterns.excludes("a.txt", IgnorePatternsTest::mustNotAsk)).isTrue();
        assertThat(patterns.excludes("a.csv", IgnorePatternsTest::mustNotAsk)).isFalse();
    }

    private static boolean mustNotAsk() {
        throw new AssertionError("asked in vain");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "''           | 0 | the pattern is empty",
                "'  '         | 0 | the pattern is empty",
                "'  data/'     | 0 | the blank here",
                "! data/      | 1 | the blank here",
                "!            | 0 | a name is missing beside '/'",
                "/            | 0 | a name is missing beside '/'",
                "a//b         | 2 | a name is missing beside '/'",
                "data//       | 5 | a name is missing beside '/'",
                "./data       | 0 | '.' names nothing",
                "a/../b       | 2 | '..' leads out of the folder",
                "😀[ab        | 1 | '[' without a ']' behind it",
                "a/[           | 2 | '[' without a ']' behind it",
                "[]            | 0 | '[' without a ']' behind it",
                "[a/b]         | 0 | '[' without a ']' behind it",
                "[a-           | 0 | '[' without a ']' behind it",
                "x[b-a]        | 2 | the range goes backwards",
                "[[:alpha:]]   | 1 | named classes are not understood",
                "*.{pt,bin}    | 2 | there are no alternatives in braces",
                "a\\           | 1 | '\\' has nothing behind it",
                "a\\/b         | 1 | '\\' has nothing behind it"
            })
    void whatFitsNothingIsAFaultWithItsPlace(String pattern, int index, String message) {
        assertThatThrownBy(() -> IgnorePatterns.of(List.of(pattern)))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(PatternFault.class, fault -> {
                    assertThat(fault.index()).isEqualTo(index);
                    assertThat(fault.fix()).isNotBlank();
                });
    }

    @Test
    void aNulIsInNoName() {
        assertThatThrownBy(() -> IgnorePatterns.of(List.of("a/b\0c"))).hasMessageContaining("no name has a NUL");
    }

    @Test
    void noPatternTakesLong() {
        var stars = IgnorePatterns.of(List.of("a*".repeat(200) + "b", "**/a/".repeat(100) + "**/b"));
        var choice = IgnorePatterns.of(List.of("[" + "b".repeat(100_000) + "a]"));
        var name = "a".repeat(250);
        var deep = "a/".repeat(2000) + "c";

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(excludes(stars, name)).isFalse();
            assertThat(excludes(stars, deep)).isFalse();
            assertThat(excludes(choice, "a")).isTrue();
        });
    }
}
