package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines that are nearly a simulation code's do no harm to its reader. */
class SimulationFuzzTest {
    private static final String SIGNS = " \t=:[](){}|!-+.,0123456789eEDd*#'\"<>naNiIfF\u00e4\ud800";

    private static final List<LineReaderContract> TESTS = List.of(
            new LammpsReaderTest(),
            new GromacsReaderTest(),
            new NamdReaderTest(),
            new EspressoReaderTest(),
            new OpenFoamReaderTest(),
            new GaussianReaderTest(),
            new VaspReaderTest(),
            new AmberReaderTest(),
            new CaffeReaderTest(),
            new MxnetReaderTest());

    private static final List<String> LINES = Stream.concat(
                    TESTS.stream().flatMap(test -> test.lines().stream()),
                    Stream.of(
                            "Per MPI rank memory allocation (min/avg/max) = 3.1 | 3.1 | 3.1 Mbytes",
                            "------------ Step             50 ----- CPU =     15.07474 (sec) -------------",
                            "TotEng   =    -25330.0307 KinEng   =     21501.0009 Temp     =       299.8229",
                            "keywords: ['Step', 'Temp', \"c_pe[1]\", v_x, ]",
                            "  - [0, 0.75, -4.77, 1, ]",
                            "!    total energy              =     -15.75 Ry",
                            "     estimated scf accuracy    <          7.8E-09 Ry",
                            "BiCGStab:  Solving for Up, Initial residual = (1 2 3 4), Final residual = (0 0 0 0)",
                            "Solving for fluid region topAir",
                            " Maximum Force            0.017638     0.000450     NO ",
                            "I0821 09:21:15.397500  5405 solver.cpp:404]     Test net output #0: accuracy = 0.9",
                            "I0821 09:21:15.397500  5405 solver.cpp:310] Iteration 500, Testing net (#1)"))
            .toList();

    @Test
    void mutatedLinesDoNoHarm() {
        for (int seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            var readers = new ArrayList<LineReader>();
            TESTS.forEach(test -> readers.add(test.reader().start(new StreamContext(Set.of()))));
            readers.add(new TableSpec(Optional.empty(), Optional.empty(), Optional.empty())
                    .start(new StreamContext(Set.of())));
            for (int i = 0; i < 60; i++) {
                var line = mutated(LINES.get(random.nextInt(LINES.size())), random);
                for (var reader : readers) {
                    boolean wanted = (reader.wants() & LineTraits.of(line)) != 0;
                    var readings = reader.read(line);
                    assertThat(wanted || readings.isEmpty()).as(line).isTrue();
                    readings.orElse(List.of()).forEach(reading -> check(reading, line));
                }
            }
        }
    }

    private static void check(Reading reading, String line) {
        var value = (Reading.Value) reading;
        assertThat(value.name()).as(line).isNotBlank();
        assertThat(value.step().orElse(0)).as(line).isFinite();
    }

    private static String mutated(String line, Random random) {
        var text = new StringBuilder(line);
        for (int i = random.nextInt(4); i > 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                case 2 -> text.setCharAt(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }
}
