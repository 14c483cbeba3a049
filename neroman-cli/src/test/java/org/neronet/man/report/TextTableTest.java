package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private final TextTable table = new TextTable(List.of(">ID", "NAME", "EMPTY", "END"))
            .add(List.of("7", "ä\u001b", "", "x"))
            .add(List.of("12", "longer", "", ""));

    @Test
    void columnsAreAlignedAndEmptyOnesLeftOut() {
        assertThat(table.lines(80)).containsExactly("ID  NAME    END", " 7  ä\\x1b   x", "12  longer");
    }

    @Test
    void longLinesAreCut() {
        assertThat(table.lines(10)).containsExactly("ID  NAM...", " 7  ä\\x...", "12  longer");
    }

    @Test
    void aRowNeedsACellForEachColumn() {
        assertThatThrownBy(() -> table.add(List.of("1"))).isInstanceOf(IllegalArgumentException.class);
    }
}
