package org.neronet.man.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PosixWordsTest {
    @Test
    void wordsAreSplitAtBlanksOnly() {
        assertThat(PosixWords.texts("  a b\tc\nd ")).containsExactly("a", "b", "c", "d");
        assertThat(PosixWords.texts(" ")).isEmpty();
        assertThat(PosixWords.texts("$HOME *.py ~ `x` #no")).containsExactly("$HOME", "*.py", "~", "`x`", "#no");
    }

    @Test
    void quotesAndBackslashesWorkAsInAShell() {
        assertThat(PosixWords.texts("'a b'c \"d e\"")).containsExactly("a bc", "d e");
        assertThat(PosixWords.texts("'' \"\" x")).containsExactly("", "", "x");
        assertThat(PosixWords.texts("a\\ b \\\\ \\'")).containsExactly("a b", "\\", "'");
        assertThat(PosixWords.texts("\"\\$x \\\"q\\\" \\n \\\\\"")).containsExactly("$x \"q\" \\n \\");
        assertThat(PosixWords.texts("'\\n'")).containsExactly("\\n");
        assertThat(PosixWords.texts("a\\\nb \"c\\\nd\"")).containsExactly("ab", "cd");
    }

    @Test
    void quotedWordsAreMarked() {
        assertThat(PosixWords.split("a '|' |"))
                .extracting(PosixWords.Word::quoted)
                .containsExactly(false, true, false);
    }

    @Test
    void whatHasNoEndIsRefused() {
        assertThatThrownBy(() -> PosixWords.texts("'a")).hasMessage("the quote ' has no end");
        assertThatThrownBy(() -> PosixWords.texts("\"a\\")).hasMessage("the quote \" has no end");
        assertThatThrownBy(() -> PosixWords.texts("a\\")).hasMessageContaining("backslash");
    }
}
