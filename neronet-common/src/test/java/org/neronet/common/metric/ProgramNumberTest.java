package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramNumberTest {
    @ParameterizedTest
    @CsvSource({
        "1,1",
        "-.5e-3,-0.0005",
        "1.0D-03,0.001",
        ".86379D-02,0.0086379",
        "1d5,100000",
        "0.12-103,0.12e-103",
        "-1.5+100,-1.5e100",
        "nan(0x8),NaN",
        "-nan(ind),NaN",
        "-nan,NaN",
        "+Inf,Infinity"
    })
    void numbersOfPrograms(String text, double expected) {
        assertThat(ProgramNumber.of(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "****", "1.0D", "D5", "1-3", "12-100", "1.5-10", "abc", "d", "inf(x)", "5(3)", "0.5ms", "1D5D", "-"
            })
    void everythingElse(String text) {
        assertThat(ProgramNumber.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 1000})
    void numbersAreNotLong(int length) {
        assertThat(ProgramNumber.of("1".repeat(length - 2) + "D0").isPresent()).isEqualTo(length <= 64);
    }
}
