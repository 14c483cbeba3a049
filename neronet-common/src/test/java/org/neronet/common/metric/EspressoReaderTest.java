package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EspressoReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new EspressoReader();
    }

    @Override
    protected List<String> lines() {
        return List.of(
                "     iteration #  1     ecut=    30.00 Ry     beta=0.70",
                "     total energy              =     -15.7 Ry");
    }

    @Test
    void iterationsAreCountedOverAllLoops() {
        assertThat(SampleText.read(reader(), """
                     iteration #  1     ecut=    30.00 Ry     beta=0.70
                     total energy              =     -15.50 Ry
                     Harris-Foulkes estimate   =     -15.40 Ry
                     estimated scf accuracy    <       0.06542607 Ry
                     iteration #  2     ecut=    30.00 Ry     beta= 0.70
                !    total energy              =     -15.75 Ry
                     estimated scf accuracy    <          7.8E-09 Ry

                     The total energy is the sum of the following terms:
                     one-electron contribution =       4.70 Ry
                     smearing contrib. (-TS)   =      -0.01 Ry
                     total all-electron energy =     -99.99 Ry
                     iteration #  1     ecut=    30.00 Ry     beta=0.70
                     total energy              =     ********* Ry
                     estimated scf accuracy    <       NaN Ry
                !!   total energy              =     -16.00 Ry
                     convergence NOT achieved after   1 iterations: stopping
                """.indent(0)))
                .isEqualTo("total_energy@1=-15.5 scf_accuracy@1=0.06542607 final_energy@2=-15.75 scf_accuracy@2=7.8E-9"
                        + " scf_accuracy@3=NaN final_energy@3=-16.0");
    }

    @Test
    void withoutIterationsTheValuesAreCounted() {
        assertThat(SampleText.read(reader(), "!    total energy              =  -1.0D+01 Ry"))
                .isEqualTo("final_energy=-10.0");
    }

    @Test
    void otherEnergiesAreLeft() {
        assertThat(SampleText.read(reader(), """
                total energy = 5 Ry
                     total energy = 5 eV
                     total energy : 5 Ry
                     total energy
                     total energy =
                     iteration # 3 of 5
                               total energy deep = 5 Ry
                """)).isEmpty();
    }

    @Test
    void theSampleIsRead() throws IOException {
        assertThat(SampleText.summary(SampleText.sample("qe_vcrelax.out")))
                .containsExactly(
                        "qe final_energy 5 @33.0=-15.72861774",
                        "qe scf_accuracy 33 @33.0=5.3E-11",
                        "qe total_energy 28 @32.0=-15.72861774");
    }
}
