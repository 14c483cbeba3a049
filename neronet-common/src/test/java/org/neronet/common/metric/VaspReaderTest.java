package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VaspReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new VaspReader();
    }

    @Override
    protected List<String> lines() {
        return List.of(
                "DAV:   1     0.125000000000E+03    0.12500E+03   -0.25000E+02  1600   0.500E+02",
                "   1 F= -.12500000E+02 E0= -.12250000E+02  d E =-.125000E+02  mag=     2.0000");
    }

    @Test
    void electronicStepsAreCountedOverTheRun() {
        assertThat(SampleText.read(reader(), """
                       N       E                     dE             d eps       ncg     rms          rms(c)
                DAV:   1     0.125000000000E+03    0.12500E+03   -0.25000E+02  1600   0.500E+02
                DAV:   2    -0.125000000000E+02   -0.13750E+03   -0.25000E+01  1700   0.250E+01    0.125E+00
                   1 F= -.12500000E+02 E0= -.12250000E+02  d E =-.125000E+02  mag=     2.0000
                RMM:   1    -0.127500000000E+02   -0.25000E+00   -0.25000E-01  1800   0.125E+01
                """))
                .isEqualTo("scf/E@1=125.0 scf/dE@1=125.0 scf/d eps@1=-25.0 scf/ncg@1=1600.0 scf/rms@1=50.0"
                        + " scf/E@2=-12.5 scf/dE@2=-137.5 scf/d eps@2=-2.5 scf/ncg@2=1700.0 scf/rms@2=2.5 scf/rms(c)@2=0.125"
                        + " F@1=-12.5 E0@1=-12.25 d E@1=-12.5 mag@1=2.0"
                        + " scf/E@3=-12.75 scf/dE@3=-0.25 scf/d eps@3=-0.025 scf/ncg@3=1800.0 scf/rms@3=1.25");
    }

    @Test
    void molecularDynamicsAreRead() {
        assertThat(SampleText.read(
                        reader(),
                        "    12 T=   300. E= -.125E+02 F= -.135E+02 E0= -.13E+02  EK= 0.5E+00 SP= 0.00E+00 SK= ****"))
                .isEqualTo("T@12=300.0 E@12=-12.5 F@12=-13.5 E0@12=-13.0 EK@12=0.5 SP@12=0.0");
    }

    @Test
    void otherLinesAreLeft() {
        assertThat(SampleText.read(reader(), """
                DAV:   1     0.125E+03    0.125E+03   -0.250E+02*****   0.500E+02
                DAV: see the manual
                EDDRMM: number 5
                 1 F= x
                 100000000000000000000 F= 1 E0= 2 d E = 3
                12 T= 300 and F= 5
                """)).isEmpty();
    }
}
