package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LammpsReaderTest extends LineReaderContract {
    private static final String MEMORY = "Per MPI rank memory allocation (min/avg/max) = 3.1 | 3.1 | 3.1 Mbytes\n";

    @Override
    protected LineMetricReader reader() {
        return new LammpsReader();
    }

    @Override
    protected List<String> lines() {
        return List.of(
                "   Step          Temp          PotEng  ",
                "         0   300            -2.5",
                "Loop time of 1 on 1 procs");
    }

    @Test
    void rowsHaveTheNamesAboveThem() {
        assertThat(read("""
                LAMMPS (29 Aug 2024)
                Step Temp E_pair E_mol TotEng Press
                       0          1.5   -6.7733681            0   -4.6176881   -5.0221006
                      50   1.6842865   -4.8082494            0   -2.2823355    nan
                Loop time of 0.5 on 4 procs for 50 steps with 4000 atoms
                      75   1.6842865   -4.8082494            0   -2.2823355    5.6
                """))
                .isEqualTo(
                        "Step@0=0.0 Temp@0=1.5 E_pair@0=-6.7733681 E_mol@0=0.0 TotEng@0=-4.6176881 Press@0=-5.0221006"
                                + " Step@50=50.0 Temp@50=1.6842865 E_pair@50=-4.8082494 E_mol@50=0.0 TotEng@50=-2.2823355 Press@50=NaN");
    }

    @Test
    void eachRunHasItsOwnColumns() {
        assertThat(read(MEMORY
                        + "   Step          Temp     \n 0  1.0\nWARNING: Lost atoms (src/thermo.cpp:481)\n 10 -1e-3\n"
                        + "  5 6 7\nLoop time of 1 on 1 procs\n\n" + MEMORY
                        + "Time c_msd[4] v_rho Step\n 0.5 1 2 20\n"))
                .isEqualTo("Step@0=0.0 Temp@0=1.0 Step@10=10.0 Temp@10=-0.001"
                        + " Time@20=0.5 c_msd[4]@20=1.0 v_rho@20=2.0 Step@20=20.0");
    }

    @Test
    void theOldLineOnMemoryIsKnownToo() {
        assertThat(read("Memory usage per processor = 2.37 Mbytes\nNow it begins\nStep Temp\n 5 300\n"))
                .isEqualTo("Step@5=5.0 Temp@5=300.0");
    }

    @Test
    void aRunThatWasCutOffEndsWithTheNextBanner() {
        assertThat(read("Step PotEng\n 1 2\nERROR: Lost atoms\nLAMMPS (2 Aug 2023)\n 3 4\n"))
                .isEqualTo("Step@1=1.0 PotEng@1=2.0");
    }

    @Test
    void styleMulti() {
        assertThat(read(MEMORY + """
                ------------ Step             50 ----- CPU =     15.07474 (sec) -------------
                TotEng   =    -25330.0307 KinEng   =     21501.0009 Temp     =       299.8229
                WARNING: something
                Volume   =    307995.0335
                Loop time of 1 on 1 procs
                Press    =    1.0
                """))
                .isEqualTo("Step@50=50.0 CPU@50=15.07474 TotEng@50=-25330.0307 KinEng@50=21501.0009"
                        + " Temp@50=299.8229 Volume@50=307995.0335");
        assertThat(
                        read(
                                "---------------- Step        0 ----- CPU =      0.0000 (sec) ----------------\nc_1[2] = -nan\n"))
                .isEqualTo("Step@0=0.0 CPU@0=0.0 c_1[2]@0=NaN");
    }

    @Test
    void styleYaml() {
        assertThat(read(MEMORY + """
                ---
                keywords: ['Step', 'Temp', "c_pe[1]", v_x, ]
                data:
                  - [0, 0.75, -4.77, 1, ]
                  - [100, 0.5, -4.5, inf, ]
                ...
                Loop time of 1 on 1 procs
                  - [200, 0.5, -4.5, 1, ]
                """))
                .isEqualTo("Step@0=0.0 Temp@0=0.75 c_pe[1]@0=-4.77 v_x@0=1.0"
                        + " Step@100=100.0 Temp@100=0.5 c_pe[1]@100=-4.5 v_x@100=Infinity");
    }

    @Test
    void otherTablesAreLeft() {
        assertThat(read("Step Loss Accuracy\n1 0.5 0.9\n   Step  Time\n 1 2\nStep 1 PotEng\n1 2 3\n"
                        + "Step by step TotEng: read on.\n1 2 3 4 5 6\nkeywords: ['a', 'b']\n  - [1, 2]\n"
                        + "---- Step 5 ----\n---- Step x ---- CPU = 1\n12 13\n- [1, 2]\n"))
                .isEmpty();
    }

    @Test
    void theSampleIsRead() throws IOException {
        var samples = SampleText.sample("lammps_custom.log");

        assertThat(SampleText.summary(samples))
                .containsExactly(
                        "lammps KinEng 108 @2600.0=1.17775",
                        "lammps PotEng 108 @2600.0=-6.7701",
                        "lammps Press 108 @2600.0=6.29266",
                        "lammps Pxx 108 @2600.0=5.91018",
                        "lammps Pyy 108 @2600.0=6.36396",
                        "lammps Pzz 108 @2600.0=6.60385",
                        "lammps Step 108 @2600.0=2600.0",
                        "lammps Temp 108 @2600.0=0.785562",
                        "lammps TotEng 108 @2600.0=-5.59235",
                        "lammps Volume 108 @2600.0=1904.76",
                        "lammps v_msd 108 @2600.0=0.124827",
                        "lammps v_rho 108 @2600.0=1.05");
    }

    private String read(String text) {
        return SampleText.read(reader(), text);
    }
}
