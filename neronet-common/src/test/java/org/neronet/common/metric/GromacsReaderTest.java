package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GromacsReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new GromacsReader();
    }

    @Override
    protected List<String> lines() {
        return block().lines().toList();
    }

    @Test
    void energiesHaveTheStepAboveThem() {
        assertThat(SampleText.read(reader(), block()))
                .isEqualTo(
                        "Step@5000=5000.0 Time@5000=10.0 Angle@5000=10268.3 Proper Dih.@5000=321.0 LJ-14@5000=-1.5E100"
                                + " LJ (SR)@5000=NaN Coulomb (SR)@5000=-600000.0 Pres. DC (bar)@5000=-220.0"
                                + " Pressure (bar)@5000=1.5 Constr. rmsd@5000=3.0E-6");
    }

    @Test
    void theAveragesAreLeft() {
        var averages = "\t<======  ###############  ==>\n\t<====  A V E R A G E S  ====>\n\n"
                + block().lines().skip(5).reduce("", (a, b) -> a + b + "\n");

        assertThat(SampleText.read(reader(), averages)).isEmpty();
        assertThat(SampleText.read(reader(), block() + averages)).isEqualTo(SampleText.read(reader(), block()));
        assertThat(SampleText.read(reader(), header() + averages)).isEqualTo("Step@5000=5000.0 Time@5000=10.0");
    }

    @Test
    void aThirdColumnOfTheHeaderIsLambda() {
        assertThat(SampleText.read(
                        reader(),
                        "           Step           Time         Lambda\n"
                                + "              0        0.00000        0.50000\n"))
                .isEqualTo("Step@0=0.0 Time@0=0.0");
    }

    @Test
    void whatIsNoBlockIsLeft() {
        assertThat(SampleText.read(
                        reader(),
                        "           Step           Time\nand so on\n"
                                + block().lines().skip(5).toList()))
                .isEmpty();
        assertThat(SampleText.read(reader(), header() + "   Energies (kJ/mol)\n" + " ".repeat(14) + "1\n"))
                .hasSize(29 + 2);
        assertThat(SampleText.read(reader(), header() + "   Energies (kJ/mol)\n" + " ".repeat(14) + "A\nB\n"))
                .hasSize(31);
    }

    private static String header() {
        return block().lines().limit(2).reduce("", (a, b) -> a + b + "\n");
    }

    private static String block() {
        return String.join(
                "\n",
                cells("Step", "Time"),
                cells("5000", "10.00000"),
                "",
                "Writing checkpoint, step 5000",
                "",
                "   Energies (kJ/mol)",
                cells("Angle", "Proper Dih.", "LJ-14", "LJ (SR)", "Coulomb (SR)"),
                cells("1.02683e+04", "3.21000e+02", "-1.5000e+100", "nan", "-6.00000e+05"),
                cells("Pres. DC (bar)", "Pressure (bar)", "Constr. rmsd"),
                cells("-2.20000e+02", "1.50000e+00", "3.00000e-06"),
                "",
                "");
    }

    private static String cells(String... cells) {
        return List.of(cells).stream()
                .map(cell -> " ".repeat(15 - cell.length()) + cell)
                .reduce("", String::concat);
    }
}
