package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void controlAndDirectionCharactersAreSpelledOut() {
        assertThat(Printable.line("a\u001b[31mb\u009b\r\n\t\u202e\u2028"))
                .isEqualTo("a\\x1b[31mb\\x9b\\x0d\\n\\t\\u202e\\u2028");
        assertThat(Printable.line("\u061c\u200e\u2066")).isEqualTo("\\u061c\\u200e\\u2066");
    }

    @Test
    void ordinaryTextStays() {
        assertThat(Printable.line("Jyväskylä λ=0.1 😀")).isEqualTo("Jyväskylä λ=0.1 😀");
    }

    @Test
    void linesKeepTheirEndsAndTabs() {
        assertThat(Printable.lines("a\tb\nc\u0007")).isEqualTo("a\tb\nc\\x07");
    }
}
