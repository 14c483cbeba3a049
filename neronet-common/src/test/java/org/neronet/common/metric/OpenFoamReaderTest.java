package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.MetricSample;

class OpenFoamReaderTest extends LineReaderContract {
    private static final String BANNER = "  \\\\      /  F ield         | OpenFOAM: The Open Source CFD Toolbox\n";
    private static final String REST = ", Final residual = 0.01, No Iterations 2\n";

    @Override
    protected LineMetricReader reader() {
        return new OpenFoamReader();
    }

    @Override
    protected List<String> lines() {
        return List.of(
                "Time = 1",
                "GAMG:  Solving for p, Initial residual = 0.5, Final residual = 0.1, No Iterations 3",
                "Time = 2");
    }

    @Test
    void theLastSolveOfAStepCounts() {
        assertThat(read(BANNER + "Time = 0.5\n\nsmoothSolver:  Solving for Ux, Initial residual = 0.1" + REST
                        + "GAMG:  Solving for p, Initial residual = 0.5" + REST
                        + "time step continuity errors : sum local = 1e-06, global = 2e-08, cumulative = 3e-08\n"
                        + "GAMG:  Solving for p, Initial residual = 0.25" + REST
                        + "bounding k, min: -1 max: 2 average: 0.1\n"
                        + "ExecutionTime = 4.85 s  ClockTime = 5 s\n\nTime = 1s\n\n"
                        + "DILUPBiCGStab:  Solving for Ux, Initial residual = 1e-05" + REST + "End\n"))
                .isEqualTo("residual/Ux@0.5=0.1 residual/p@0.5=0.25 residual/Ux@1=1.0E-5");
    }

    @Test
    void withoutItsTimeAStepEndsWhereTheNextBegins() {
        assertThat(read("Time = 1\nPCG:  Solving for p, Initial residual = nan" + REST + "Time = 2\nTime = 3\n"))
                .isEqualTo("residual/p@1=NaN");
    }

    @Test
    void whatThereIsOfAStepCountsAtTheEnd() {
        var text = "Time = 1\nSolving for p_rgh, Initial residual = 0.5" + REST;
        assertThat(read(text)).isEmpty();

        var reader = new OutputReader(List.of());
        reader.trace(text.getBytes(StandardCharsets.US_ASCII), text.length());

        assertThat(reader.finish()).containsExactly(new MetricSample("residual/p_rgh", 1, 0.5, text.length()));
        assertThat(reader.finish()).isEmpty();
    }

    @Test
    void coupledSolversGiveComponents() {
        assertThat(
                        read(
                                "Time = 1\nPBiCCCG:  Solving for U, Initial residual = (0.1 0.2 0.3), Final residual = (0 0 0)\n"
                                        + "BiCGStab:  Solving for Up, Initial residual = (1 2 3 4), Final residual = (0 0 0 0)\nTime = 2"))
                .isEqualTo("residual/Ux@1=0.1 residual/Uy@1=0.2 residual/Uz@1=0.3"
                        + " residual/Up0@1=1.0 residual/Up1@1=2.0 residual/Up2@1=3.0 residual/Up3@1=4.0");
    }

    @Test
    void regionsAreApart() {
        assertThat(read("Time = 1\n\nSolving for fluid region topAir\n"
                        + "DILUPBiCGStab:  Solving for h, Initial residual = 0.1" + REST
                        + "Min/max T:300 310\n\nSolving for solid region heater\n"
                        + "DICPCG:  Solving for h, Initial residual = 0.2" + REST + "ExecutionTime = 1 s\nTime = 2"))
                .isEqualTo("residual/topAir/h@1=0.1 residual/heater/h@1=0.2");
    }

    @Test
    void otherProgramsAreLeft() {
        var context = new StreamContext(Set.of());
        var lines = reader().start(context);

        assertThat(SampleText.read(
                        lines,
                        List.of(
                                "Time = 5",
                                "Time = now",
                                "End",
                                "ExecutionTime = 5 s",
                                "GAMG: p",
                                "Solving for x",
                                "note: Solving for x, we find Initial residual = 0.5",
                                "Solving for a b, Initial residual = 1",
                                "Solving for p, Initial residual = small",
                                "Time = 6")))
                .isEmpty();
        assertThat(lines.read("Time = 7")).isEmpty();
        assertThat(context.step()).isEmpty();
    }

    @Test
    void theTimeHoldsForWhatOthersRead() {
        var reader = new OutputReader(List.of());
        var bytes = (BANNER + "Time = 0.25\nCd=0.3 Cl=0.1\n").getBytes(StandardCharsets.US_ASCII);

        assertThat(SampleText.summary(reader.trace(bytes, bytes.length)))
                .containsExactly("auto Cd 1 @0.25=0.3", "auto Cl 1 @0.25=0.1");
    }

    private String read(String text) {
        return SampleText.read(reader(), text);
    }
}
