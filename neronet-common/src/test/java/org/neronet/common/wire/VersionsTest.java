package org.neronet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VersionsTest {
    @Test
    void theVersionBeforeOursIsSpokenToo() {
        assertThat(Versions.upTo(5)).isEqualTo(new Versions(5, 4)).hasToString("4 to 5");
        assertThat(Versions.upTo(1)).isEqualTo(new Versions(1, 1)).hasToString("1");
    }

    @Test
    void neighboursAgreeOnTheOlderVersionAndOthersDoNot() {
        var ours = Versions.upTo(5);
        assertThat(ours.common(ours)).isEqualTo(OptionalInt.of(5));
        assertThat(ours.common(Versions.upTo(4))).isEqualTo(OptionalInt.of(4));
        assertThat(ours.common(Versions.upTo(6))).isEqualTo(OptionalInt.of(5));
        assertThat(ours.common(Versions.upTo(3))).isEmpty();
        assertThat(ours.common(Versions.upTo(7))).isEmpty();
        assertThat(ours.contains(3)).isFalse();
        assertThat(ours.contains(4)).isTrue();
        assertThat(ours.contains(6)).isFalse();
    }

    @Test
    void versionsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Versions(1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Versions(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
