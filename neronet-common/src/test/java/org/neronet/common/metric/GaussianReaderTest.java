package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaussianReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new GaussianReader();
    }

    @Override
    protected List<String> lines() {
        return List.of(" SCF Done:  E(RB3LYP) =  -79.8304209466     A.U. after    6 cycles");
    }

    @Test
    void energiesAreCountedAndForcesBelongToThem() {
        assertThat(SampleText.read(reader(), """
                 Maximum Force            0.017638     0.000450     NO
                 SCF Done:  E(UB3LYP) =  -79.83     A.U. after   10 cycles
                         Item               Value     Threshold  Converged?
                 Maximum Force            0.017638     0.000450     NO
                 RMS     Force            0.000012     0.000300     YES
                 Maximum Displacement     ********     0.001800     NO
                 RMS     Displacement     0.034489     0.001200     NO
                 RMS Force = .86379D-02 SwitMx=.10000D-02 MixMth= 1
                 SCF Done:  E(RPM6) = -0.150D-01 A.U. after 3 cycles
                 SCF Done:  E(RHF) = ************ A.U. after 3 cycles
                 SCF Done: not yet, still at it
                """.indent(1)))
                .isEqualTo("scf/energy@1=-79.83 Maximum Force@1=0.017638 RMS Force@1=1.2E-5 RMS Displacement@1=0.034489"
                        + " scf/energy@2=-0.015");
    }

    @Test
    void theSampleIsRead() throws IOException {
        assertThat(SampleText.summary(SampleText.sample("gaussian_ethane.out")))
                .containsExactly(
                        "gaussian Maximum Displacement 5 @5.0=4.94E-4",
                        "gaussian Maximum Force 5 @5.0=7.7E-5",
                        "gaussian RMS Displacement 5 @5.0=2.63E-4",
                        "gaussian RMS Force 5 @5.0=3.4E-5",
                        "gaussian scf/energy 5 @5.0=-79.8304209466");
    }
}
