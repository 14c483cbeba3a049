package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineDisciplineTest {
    @Test
    void linesEndAtLineFeedsAndTheLastMayHaveNone() {
        assertThat(lines("a\nb\n\nc")).containsExactly("a@2", "b@4", "@5", "c@6");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void carriageReturnReplacesTheLine() {
        assertThat(lines("10%\r20%\rdone\n")).containsExactly("done@13");
        assertThat(lines("windows\r\nlines\r\n")).containsExactly("windows@9", "lines@16");
        assertThat(lines("long line\rx\n")).containsExactly("x@12");
    }

    @Test
    void backspaceStepsBack() {
        assertThat(lines("abc\b\bX\n")).containsExactly("aXc@7");
        assertThat(lines("a\b\b\b\bb\n")).containsExactly("b@7");
    }

    @Test
    void escapeSequencesVanish() {
        assertThat(lines("\u001b[31;1mred\u001b[0m\n")).containsExactly("red@15");
        assertThat(lines("\u001b]0;title\u0007text\u001b]1;x\u001b\\!\n")).containsExactly("text!@23");
        assertThat(lines("\u001b[12\nnext\n")).containsExactly("@5", "next@10");
        assertThat(lines("a\u001b[é1mb\u001bcd\n")).containsExactly("abd@12");
    }

    @Test
    void otherControlCharactersVanish() {
        assertThat(lines("a\u0000\u0007\u007fb\tc\n")).containsExactly("ab\tc@8");
    }

    @Test
    void textIsUtf8() {
        assertThat(lines("häh € 😀\n")).containsExactly("häh € 😀@14");
    }

    @Test
    void invalidUtf8IsReplaced() {
        assertThat(lines(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3, 'c', (byte) 0x80, '\n'}))
                .containsExactly("a\ufffdb\ufffdc\ufffd@7");
        assertThat(lines(new byte[] {(byte) 0xe0, (byte) 0x80, (byte) 0x80, '\n'}))
                .containsExactly("\ufffd@4");
        assertThat(lines(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, '\n'}))
                .containsExactly("\ufffd@4");
        assertThat(lines(new byte[] {(byte) 0xf0, (byte) 0x9f})).containsExactly("\ufffd@2");
        assertThat(lines(new byte[] {(byte) 0xc3, '\n'})).containsExactly("\ufffd@2");
    }

    @Test
    void longLinesComeInPieces() {
        var lines = lines("x".repeat(150_000) + "\n");

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).hasSize(65_536 + "@65537".length()).endsWith("@65537");
        assertThat(lines.get(2)).endsWith("@150001");
    }

    @Test
    void aBarThatNeverEndsItsLineTakesNoSpace() {
        var lines = lines("50% of it\r".repeat(50_000) + "\n");

        assertThat(lines).containsExactly("50% of it@500001");
    }

    private static List<String> lines(String text) {
        return lines(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lines(byte[] bytes) {
        var lines = new ArrayList<String>();
        var discipline = new LineDiscipline();
        discipline.feed(bytes, bytes.length, (text, traits, offset) -> lines.add(text + "@" + offset));
        discipline.finish((text, traits, offset) -> lines.add(text + "@" + offset));
        return lines;
    }
}
