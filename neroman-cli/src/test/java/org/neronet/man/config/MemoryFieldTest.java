package org.neronet.man.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryFieldTest {
    @Test
    void readsAmountsWithTheirUnits() {
        assertThat(MemoryField.bytes("60GB")).contains(60_000_000_000L);
        assertThat(MemoryField.bytes("60G")).contains(60_000_000_000L);
        assertThat(MemoryField.bytes("2MiB")).contains(2L << 20);
        assertThat(MemoryField.bytes("1000000")).contains(1_000_000L);
        assertThat(MemoryField.bytes("1000T")).contains(1_000_000_000_000_000L);
    }

    @Test
    void whatIsNoAmountIsNone() {
        for (var text : new String[] {"", "much", "1", "999K", "1001T", "1.5G", "60 GB", "-1G", "999999999999999T"}) {
            assertThat(MemoryField.bytes(text)).as(text).isEmpty();
        }
    }
}
