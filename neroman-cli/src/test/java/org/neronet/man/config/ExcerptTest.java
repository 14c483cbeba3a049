package org.neronet.man.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void theCaretStandsBelowItsCharacterHoweverWideOthersAre() {
        assertThat(new Excerpt("a: 走 x", 6).text()).isEqualTo("\n  a: 走 x\n        ^");
        assertThat(new Excerpt("😀x", 2).text()).isEqualTo("\n  😀x\n    ^");
        assertThat(new Excerpt("e\u0301x", 3).text()).isEqualTo("\n  e\u0301x\n   ^");
        assertThat(new Excerpt("\ta: x", 2).text()).isEqualTo("\n  \ta: x\n  \t^");
    }

    @Test
    void whatATerminalWouldActOnIsNotShown() {
        assertThat(new Excerpt("a\u001b[2J\u202eb\u200bc", 2).text()).isEqualTo("\n  a\ufffd[2J\ufffdb\ufffdc\n   ^");
        assertThat(new Excerpt("  ", 1).text()).isEmpty();
    }

    @Test
    void ofALongLineThePartAroundTheCaretIsShown() {
        var long200 = "0123456789".repeat(20);

        assertThat(new Excerpt(long200, 1).text()).startsWith("\n  0123").endsWith("9…\n  ^");
        assertThat(new Excerpt(long200 + "x" + long200, 201).text())
                .isEqualTo("\n  …" + "0123456789".repeat(10) + "x" + long200.substring(0, 59) + "…\n   "
                        + " ".repeat(100) + "^");
        assertThat(new Excerpt(long200 + "x", 202).text()).endsWith("9x\n   " + " ".repeat(160) + "^");
        assertThat(new Excerpt("ab", 99).text()).isEqualTo("\n  ab\n    ^");
    }
}
