package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdRangesTest {
    @Test
    void runsBecomeRanges() {
        assertThat(IdRanges.text(List.of(3L, 1L, 2L, 7L, 9L, 10L, 2L))).isEqualTo("1-3,7,9-10");
        assertThat(IdRanges.text(List.of())).isEmpty();
    }
}
