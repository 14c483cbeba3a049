package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void briefHasAboutFourDigits() {
        assertThat(Numbers.brief(0.123456)).isEqualTo("0.1235");
        assertThat(Numbers.brief(0.97)).isEqualTo("0.97");
        assertThat(Numbers.brief(12)).isEqualTo("12");
        assertThat(Numbers.brief(-1234.5678)).isEqualTo("-1234.57");
        assertThat(Numbers.brief(0)).isEqualTo("0");
        assertThat(Numbers.brief(1.5e-7)).isEqualTo("1.5e-07");
        assertThat(Numbers.brief(2e9)).isEqualTo("2e+09");
        assertThat(Numbers.brief(Double.NaN)).isEqualTo("NaN");
        assertThat(Numbers.brief(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
    }

    @Test
    void exactKeepsEverythingButTheFractionOfWholeNumbers() {
        assertThat(Numbers.exact(7)).isEqualTo(7L);
        assertThat(Numbers.exact(0.1)).isEqualTo(0.1);
        assertThat(Numbers.exact(1e300)).isEqualTo(1e300);
        assertThat(Numbers.exact(-0.0)).isEqualTo(-0.0);
        assertThat(Numbers.exact(Double.NaN)).isEqualTo(Double.NaN);
    }

    @Test
    void durationsReadLikeAClock() {
        assertThat(Numbers.duration(Duration.ofSeconds(7))).isEqualTo("0:07");
        assertThat(Numbers.duration(Duration.ofSeconds(754))).isEqualTo("12:34");
        assertThat(Numbers.duration(Duration.ofSeconds(11100))).isEqualTo("3:05:00");
        assertThat(Numbers.duration(Duration.ofHours(52))).isEqualTo("2d 4:00:00");
    }

    @Test
    void bytesHaveTheFittingUnit() {
        assertThat(Numbers.bytes(812)).isEqualTo("812 B");
        assertThat(Numbers.bytes(3400)).isEqualTo("3.4 kB");
        assertThat(Numbers.bytes(999_960)).isEqualTo("1.0 MB");
        assertThat(Numbers.bytes(12_000_000)).isEqualTo("12 MB");
    }
}
