package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AmberReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new AmberReader();
    }

    @Override
    protected List<String> lines() {
        return List.of(
                " NSTEP =      500   TIME(PS) =       1.000  TEMP(K) =   300.12  PRESS =     0.0",
                " 1-4 NB =        80.25  1-4 EEL =       900.5  VDWAALS    =      3000.5");
    }

    @Test
    void stepsAreReadAndAveragesAreNot() {
        assertThat(SampleText.read(reader(), """
                 BOND = 5.0
                 NSTEP =      500   TIME(PS) =       1.5  TEMP(K) =   300.25  PRESS =     0.5
                 Etot   =    -25.5  EKtot   =      5.5  EPtot      =   *********
                 1-4 NB =        80.5
                 ------------------------------------------------
                 BOND = 6.0
                 NSTEP =     1000   TIME(PS) =       2.5  TEMP(K) =   301.25  PRESS =     0.5
                      A V E R A G E S   O V E R       2 S T E P S
                 NSTEP =     1000   TIME(PS) =       2.5  TEMP(K) =   300.75  PRESS =     0.5
                 Etot   =    -26.5
                      R M S  F L U C T U A T I O N S
                 NSTEP =     1000   TIME(PS) =       2.5  TEMP(K) =   0.5  PRESS =     0.5
                 Etot   =    0.5
                """.indent(1)))
                .isEqualTo(
                        "TIME(PS)@500=1.5 TEMP(K)@500=300.25 PRESS@500=0.5 Etot@500=-25.5 EKtot@500=5.5 1-4 NB@500=80.5"
                                + " TIME(PS)@1000=2.5 TEMP(K)@1000=301.25 PRESS@1000=0.5");
    }
}
