package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableLinesTest {
    private static final TableSpec ANY = spec(null, null, null);

    @Test
    void startAndEndAreFound() {
        var spec = spec("^Step", "^Loop time", null);

        assertThat(read(spec, """
                x y
                1 2
                Step Temp
                0 300
                WARNING: hot
                10 310.5
                Loop time of 5
                20 320
                Step Press
                30 -1.0D+01
                """))
                .isEqualTo("Step@0=0.0 Temp@0=300.0 Step@10=10.0 Temp@10=310.5 Step@30=30.0 Press@30=-10.0");
    }

    @Test
    void withoutAnEndTheFirstOtherLineEndsIt() {
        assertThat(read(spec("^ *iter", null, "iter"), " iter  loss\n 1  0.5\n 2  0.25\ndone\n 3  0.1\n"))
                .isEqualTo("iter@1=1.0 loss@1=0.5 iter@2=2.0 loss@2=0.25");
        assertThat(read(ANY, "a b\n1 2\n\n3 4\n")).isEqualTo("a=1.0 b=2.0");
    }

    @Test
    void anyRowOfNamesWillDoWithoutAStart() {
        assertThat(read(ANY, "Here is a table\nepoch  loss  acc\n-----  ----  ---\n1 0.5 nan\n2 0.25 n/a\n"))
                .isEqualTo("epoch@1=1.0 loss@1=0.5 acc@1=NaN epoch@2=2.0 loss@2=0.25");
        assertThat(read(ANY, "one\n1\nsome prose\nmore of it 5\n1 x y\n")).isEmpty();
    }

    @Test
    void cellsMayBePartedByBarsTabsAndCommas() {
        assertThat(read(ANY, "+---+\n| step | train loss |\n+---+\n|    1 |       0.5  |\n+---+\n| 2 | 0.25 |\n"))
                .isEqualTo("step@1=1.0 train loss@1=0.5 step@2=2.0 train loss@2=0.25");
        assertThat(read(ANY, "time\ttrain loss\n0.5\t1\n")).isEqualTo("time@0.5=0.5 train loss@0.5=1.0");
        assertThat(read(ANY, "iter, train loss\n4, 1\n")).isEqualTo("iter@4=4.0 train loss@4=1.0");
    }

    @Test
    void namesMayHaveABlankWhereColumnsHaveTwo() {
        assertThat(read(
                        ANY,
                        "      Iter       Train Loss   Remaining Time \n         1           1.25            0.50s\n"))
                .isEqualTo("Iter@1=1.0 Train Loss@1=1.25");
    }

    @Test
    void theHeadingMayStandBelowTheStart() {
        assertThat(read(spec("^Results", null, null), "Results:\n\nname value\n1 2\n"))
                .isEqualTo("name=1.0 value=2.0");
        assertThat(read(spec("^Results", null, null), "Results:\n" + "and so on\n".repeat(30) + "a b\n1 2\n"))
                .isEmpty();
        assertThat(read(spec("^loss$", null, null), "loss\n0.5\n0.25\n")).isEqualTo("loss=0.5 loss=0.25");
    }

    @Test
    void aNewStartWithinATableBeginsAnother() {
        assertThat(read(spec("^s", "^never$", "t"), "s a\n1 2\ns b t\n1 2 3\n"))
                .isEqualTo("s=1.0 a=2.0 s@3=1.0 b@3=2.0 t@3=3.0");
    }

    @Test
    void badSpecsAreRefused() {
        assertThatThrownBy(() -> spec("(", null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> spec(null, "[", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> spec(null, null, " ")).hasMessageContaining("step names a column");
    }

    @Test
    void slowPatternsAreSaid() {
        var lines = spec("^a*a*a*a*a*a*$", null, null).start(new StreamContext(Set.of()));
        assertThat(lines.warning()).isEmpty();

        lines.read("a".repeat(60) + "!");

        assertThat(lines.warning()).isPresent();
    }

    private static TableSpec spec(String start, String end, String step) {
        return new TableSpec(Optional.ofNullable(start), Optional.ofNullable(end), Optional.ofNullable(step));
    }

    private static String read(TableSpec spec, String text) {
        return SampleText.read(
                spec.start(new StreamContext(Set.of())), text.lines().toList());
    }
}
