package org.neronet.man.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
    @ParameterizedTest
    @ValueSource(strings = {"paper", "fig2", "v1.2-rc+1", "2nd_try", "a"})
    void aTagHasLettersDigitsAndAFewMarks(String tag) {
        assertThat(Labels.tagFault(tag)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "1-3", "#x", "-x", ".x", "a b", "a,b", "tag=x", "ä", "a\nb", "a*"})
    void whatCouldBeTakenForAnotherPartOfASelectionIsNone(String tag) {
        assertThat(Labels.tagFault(tag))
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("'" + tag + "' cannot be a tag: letters"));
    }

    @Test
    void reservedWordsAndVeryLongOnesAreNone() {
        assertThat(Labels.tagFault("ALL")).contains("'ALL' is a reserved word and cannot be a tag");
        assertThat(Labels.tagFault("or")).isPresent();
        assertThat(Labels.tagFault("x".repeat(64))).isEmpty();
        assertThat(Labels.tagFault("x".repeat(65))).isPresent();
    }
}
