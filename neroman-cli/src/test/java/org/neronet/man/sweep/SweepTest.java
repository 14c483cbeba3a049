package org.neronet.man.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.man.config.Problem;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlSource;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Mark;

class SweepTest {
    private static final Mapping NOTHING = new Mapping(List.of(), false, new Mark(1, 1, 0), new Mark(1, 1, 0));

    @TempDir
    Path folder;

    private Problems problems;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{range: [3]}                    | 0 1 2",
                "{range: [1, 4]}                 | 1 2 3",
                "{range: [10, 0, -4]}            | 10 6 2",
                "{range: [0, 0.3, 0.1]}          | 0.0 0.1 0.2",
                "{range: [0.5, 2]}               | 0.5 1.5",
                "{linspace: [0, 1, 5]}           | 0.0 0.25 0.5 0.75 1.0",
                "{linspace: [0, 1, 11]}          | 0.0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1.0",
                "{linspace: [7, 9, 1]}           | 7.0",
                "{logspace: [-5, -1, 5]}         | 1e-05 0.0001 0.001 0.01 0.1",
                "{logspace: [0, 1, 3]}           | 1.0 3.1622776601683795 10.0",
                "{logspace: [15, 17, 3]}         | 1000000000000000.0 1e+16 1e+17",
                "{geomspace: [0.00001, 0.1, 5]}  | 1e-05 0.0001 0.001 0.01 0.1",
                "{geomspace: [1, 1000, 4]}       | 1.0 10.0 100.0 1000.0",
                "[0.10, 1e3, yes]                | 0.10 1e3 yes",
                "2                               | 2"
            })
    void valuesAreThoseOfPythonAndNumPy(String written, String values) throws Exception {
        assertThat(texts(sweep("parameters: {a: " + written + "}"), "a")).containsExactly(values.split(" "));
    }

    @Test
    void theLastParameterOfAGridIsFastest() throws Exception {
        var sweep = sweep("parameters: {lr: [0.1, 0.2], data: x, layers: {range: [1, 3]}}");
        assertThat(lines(sweep)).containsExactly("0.1 x 1", "0.1 x 2", "0.2 x 1", "0.2 x 2");
        assertThat(sweep.varied()).containsExactly("lr", "layers");
        assertThat(sweep.size()).isEqualTo(4);
    }

    @Test
    void zipTakesAllListsTogetherOrThoseThatAreNamed() throws Exception {
        var lists = "parameters: {a: [1, 2], b: [x, y], c: [p, q]}\n";
        assertThat(lines(sweep(lists + "sweep: zip"))).containsExactly("1 x p", "2 y q");
        assertThat(lines(sweep("parameters: {a: [1, 1], b: [x, y]}\nsweep: zip")))
                .containsExactly("1 x", "1 y");
        assertThat(lines(sweep(lists + "sweep: {zip: [a, b]}"))).containsExactly("1 x p", "1 x q", "2 y p", "2 y q");
        assertThat(lines(sweep(
                        "parameters: {a: [1, 2], b: [x, y], c: [p, q], d: [5, 6]}\nsweep: {zip: [[a, b], [c, d]]}")))
                .containsExactly("1 x p 5", "1 x q 6", "2 y p 5", "2 y q 6");
    }

    @Test
    void pointsOverrideParametersAndTheRestIsAGrid() throws Exception {
        var sweep = sweep("parameters: {lr: 0.5, layers: 1, c: [p, q]}\n"
                + "sweep: {points: [{lr: 0.1, layers: 3}, {lr: 0.2}, {layers: 9}]}");
        assertThat(lines(sweep)).containsExactly("0.1 3 p", "0.1 3 q", "0.2 1 p", "0.2 1 q", "0.5 9 p", "0.5 9 q");
    }

    @Test
    void aRandomSearchIsTheSameForTheSameSeedAndKeepsItsValuesBesideANewParameter() throws Exception {
        var one = "parameters: {lr: {loguniform: [1e-5, 1e-1]}, n: {integer: [1, 100]}, u: {uniform: [0, 1]}}\n";
        var more =
                "parameters: {lr: {loguniform: [1e-5, 1e-1]}, n: {integer: [1, 100]}, act: [relu, tanh], u: {uniform: [0, 1]}}\n";
        var first = sweep(one + "sweep: {random: 200, seed: 7}");
        assertThat(lines(sweep(one + "sweep: {random: 200, seed: 7}"))).isEqualTo(lines(first));
        assertThat(lines(sweep(one + "sweep: {random: 200, seed: 8}"))).isNotEqualTo(lines(first));
        assertThat(texts(sweep(more + "sweep: {random: 200, seed: 7}"), "lr")).isEqualTo(texts(first, "lr"));
        assertThat(texts(first, "lr"))
                .allSatisfy(lr -> assertThat(Double.parseDouble(lr)).isBetween(1e-5, 1e-1));
        assertThat(texts(first, "n"))
                .allSatisfy(n -> assertThat(Integer.parseInt(n)).isBetween(1, 100));
        assertThat(new HashSet<>(lines(first))).hasSize(200);
        // Of the algorithm, not of this machine: they must never change.
        assertThat(lines(first).get(0))
                .isEqualTo(lines(sweep(one + "sweep: {random: 1, seed: 7}")).get(0));
    }

    @Test
    void repetitionsHaveSeedsFromOneOrFromTheOneThatIsGiven() throws Exception {
        assertThat(lines(sweep("parameters: {a: [x, y]}\nrepeat: 2"))).containsExactly("x 1", "x 2", "y 1", "y 2");
        assertThat(lines(sweep("parameters: {seed: 42, a: x}\nsweep: {repeat: 3}")))
                .containsExactly("42 x", "43 x", "44 x");
        assertThat(sweep("repeat: 2").names()).containsExactly("seed");
    }

    @Test
    void derivedParametersAreComputedInAnyOrderAndStayOutOfNames() throws Exception {
        var sweep = sweep("parameters: {double: {expr: 'hidden * 2'}, layers: [1, 2], hidden: {expr: 'layers * 64'},"
                + " lr: 0.1, half: {expr: 'lr / 2'}, big: {expr: 'layers > 1'}, third: {expr: '1 / 3'}}");
        assertThat(lines(sweep))
                .containsExactly(
                        "128 1 64 0.1 0.05 false 0.3333333333333333", "256 2 128 0.1 0.05 true 0.3333333333333333");
        assertThat(sweep.varied()).containsExactly("layers");
        assertThat(sweep.needed()).contains("layers", "hidden", "lr");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lr > 0.05 and layers == 1          | 0.01 1;0.01 2;0.1 2",
                "lr>0.05 && layers=1                | 0.01 1;0.01 2;0.1 2",
                "not (lr < 0.05 or layers != 2)     | 0.01 1;0.01 2;0.1 1",
                "layers == 2                        | 0.01 1;0.1 1",
                "not layers == 1                    | 0.01 1;0.1 1",
                "not layers == 1 and lr > 0.05      | 0.01 1;0.01 2;0.1 1",
                "-layers^2 == -4                    | 0.01 1;0.1 1",
                "lr * layers >= 0.2                 | 0.01 1;0.01 2;0.1 1",
                "max(layers, 3) == 3 and lr == 0.1  | 0.01 1;0.01 2"
            })
    void pointsAreLeftOutByCondition(String condition, String left) throws Exception {
        var sweep = sweep("parameters: {lr: [0.01, 0.1], layers: [1, 2]}\nsweep: {except: '" + condition + "'}");
        assertThat(lines(sweep)).containsExactly(left.split(";"));
        assertThat(sweep.size()).isEqualTo(4);
    }

    @Test
    void aTextIsComparedInQuotes() throws Exception {
        var sweep = sweep(
                "parameters: {act: [relu, tanh, and], n: 1}\nsweep: {except: [\"act == 'relu'\", 'act == \"and\"']}");
        assertThat(texts(sweep, "act")).containsExactly("tanh");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parameters: {a: []}                             | 1:17 | 0 combinations: the list of 'a' is empty",
                "parameters: {a: {range: [5, 5]}}                | 1:25 | 0 combinations: the range of 'a' is empty",
                "parameters: {a: {range: [0, 5, 0]}}             | 1:32 | step of a range cannot be 0",
                "parameters: {a: {range: [0, x]}}                | 1:29 | takes numbers, not the text 'x'",
                "parameters: {a: {range: 5}}                     | 1:25 | must be a list of 1 to 3 numbers",
                "parameters: {a: {linspace: [0, 1, 0]}}          | 1:35 | says how many",
                "parameters: {a: {linspace: [1, 1, 3]}}          | 1:28 | both ends are the same",
                "parameters: {a: {logspace: [1, 400, 3]}}        | 1:28 | exponents of ten must be from -300 to 300",
                "parameters: {a: {geomspace: [0, 1, 3]}}         | 1:29 | both ends must be above 0",
                "parameters: {a: {rnge: [1, 3]}}                 | 1:17 | did you mean 'range'?",
                "parameters: {a: {range: [3], choice: [1]}}      | 1:17 | a map of one key",
                "parameters: {a: [1, [2]]}                       | 1:21 | must be one text or number, not a list",
                "parameters: {a: [1, 2, 1]}                      | 1:24 | twice; first in line 1, column 18",
                "parameters: {a: [0.1, 0.10]}                    | 1:23 | has the value 0.10 twice",
                "parameters: {a: {uniform: [0, 1]}}              | 1:18 | is for a random search",
                "parameters: {'a b': 1}                          | 1:14 | cannot name a parameter",
                "parameters: {a: {expr: 'b * 2'}}                | 1:24 | names 'b', which is no parameter",
                "parameters: {a: {expr: 'b'}, b: {expr: 'a'}}    | 1:24 | need each other: a → b → a",
                "parameters: {a: {expr: '2 *'}}                  | 1:27 | the expression '2 *'",
                "parameters: {a: {expr: 'b * 10^-3'}, b: 3}      | 1:32 | a sign behind '^' needs parentheses",
                "parameters: {a: {expr: 'b - 2 ** +1'}, b: 3}    | 1:34 | a sign behind '^' needs parentheses",
                "parameters: {a: {expr: 'b == not b'}, b: 3}     | 1:30 | 'not' needs parentheses here",
                "parameters: {a: 1}¶sweep: {points: [{a: 1}, {a: 1.0}]} | 2:8 | points 1 and 2 are equal",
                "parameters: {a: {expr: '9^9^9^9'}}              | 1:24 | the expression '9^9^9^9'",
                "parameters: {a: {expr: '1e999999999 % 7'}}      | 1:25 | up to three digits",
                "parameters: {a: {expr: 'round(1, 999999999)'}}  | 1:24 | round takes up to 30 digits",
                "parameters: {a: {expr: '2 ^ 100000'}}           | 1:24 | must be within 1000",
                "parameters: {a: {expr: '10^900 * 10^900'}}      | 1:24 | the result is too large",
                "parameters: {a: {expr: '0 < b < 1'}, b: 3}      | 1:24 | not true or false and a number",
                "parameters: {a: {expr: \"b == '3'\"}, b: 3}      | 1:24 | not a number and a text",
                "parameters: {a: {expr: \"b + 'x'\"}, b: 3}       | 1:24 | '+' takes two numbers",
                "parameters: {a: {expr: 'b and 1 > 0'}, b: 3}    | 1:24 | and, or and not take conditions",
                "parameters: {a: {expr: '1 > 2 or b'}, b: 3}     | 1:24 | and, or and not take conditions",
                "parameters: {a: {expr: 'not b'}, b: 3}          | 1:24 | and, or and not take conditions",
                "sweep: {points: [{'a b': 1}]}                   | 1:19 | cannot name a parameter",
                "parameters: {a: {expr: '1 + 1'}}¶sweep: {points: [{a: 3}]} | 2:8 | a point sets 'a', which 'parameters' computes",
                "parameters: {a: [1, 1], b: [2, 2]}¶sweep: zip   | 2:8  | points 1 and 2 are equal: a 1, b 2",
                "parameters: {a: {expr: 'random()'}}             | 1:25 | the expression 'random()'",
                "parameters: {a: {expr: 'x / 0'}, x: 1}          | 1:24 | at x = 1",
                "parameters: {a: {expr: [1]}}                    | 1:24 | 'expr' must be one text",
                "sweep: zpi                                      | 1:8  | did you mean 'zip'?",
                "sweep: {randm: 3}                               | 1:9  | did you mean 'random'?",
                "sweep: {random: 0}                              | 1:17 | a whole number from 1",
                "sweep: {random: 2, points: [{a: 1}]}            | 1:17 | exclude each other",
                "sweep: {seed: 2}                                | 1:15 | is for a random search",
                "sweep: {points: []}                             | 1:17 | at least one point",
                "sweep: {points: [{a: 1}, {b: 2}]}               | 1:8  | a point has no 'b'",
                "sweep: {points: [{a: 1}, {a: 1}]}               | 1:8  | points 1 and 2 are equal: a 1",
                "sweep: {points: [{a: [1]}]}                     | 1:22 | must be one value",
                "repeat: 0                                       | 1:9  | a whole number from 1"
            })
    void faultsSayWhatIsWrongAndWhere(String written, String place, String message) throws Exception {
        sweep(written.replace('¶', '\n'));
        assertThat(faults()).anySatisfy(fault -> {
            assertThat(fault.message()).contains(message);
            assertThat(fault.line() + ":" + fault.column()).isEqualTo(place);
            assertThat(fault.fix()).isNotBlank();
        });
    }

    @Test
    void faultsOfTwoParametersTogether() throws Exception {
        sweep("parameters: {a: [1, 2], b: [1, 2, 3]}\nsweep: zip");
        assertThat(faults().get(0).message()).isEqualTo("'zip' needs lists of one length: 'a' has 2 values, 'b' has 3");
        sweep("parameters: {a: [1, 2], b: 3}\nsweep: {zip: [a, b, cc]}");
        assertThat(faults())
                .extracting(Problem::message)
                .anyMatch(m -> m.contains("'b', which is not a list"))
                .anyMatch(m -> m.contains("'cc', which is no parameter"));
        sweep("parameters: {seed: [1, 2]}\nrepeat: 3");
        assertThat(faults().get(0).message()).contains("'repeat' gives each repetition a 'seed'");
        sweep("parameters: {a: {choice: [x, y]}}\nsweep: {random: 3}");
        assertThat(faults().get(0).message()).isEqualTo("there are only 2 different points, not 3");
        sweep("parameters: {a: [1, 2]}\nsweep: {except: 'a > 0'}");
        assertThat(faults().get(0).message()).isEqualTo("0 combinations: 'except' leaves out all 2");
        sweep("parameters: {a: [1, 2]}\nsweep: {except: 'a + 1'}");
        assertThat(faults().get(0).message()).contains("it must be true or false");
        sweep("parameters: {a: [1, 2]}\nsweep: {repeat: 2}\nrepeat: 2");
        assertThat(faults().get(0).message()).contains("stands here and in 'sweep'");
    }

    @Test
    void logspaceOfValuesIsWarnedOf() throws Exception {
        var sweep = sweep("parameters: {lr: {logspace: [0.00001, 0.1, 3]}}");
        assertThat(sweep.points()).hasSize(3);
        assertThat(problems.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("takes exponents"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parameters: {a: {range: [1000000000]}}",
                "parameters: {a: {range: [1000]}, b: {range: [1000]}, c: {range: [1000]}}",
                "parameters: {a: {linspace: [0, 1, 1000000000]}}",
                "parameters: {a: {range: [1000000]}}\nrepeat: 1000",
                "parameters: {a: {range: [1000]}, b: {range: [1000000]}}\nsweep: {except: 'a > 1'}"
            })
    void aBillionPointsAreRefusedByTheirNumberAlone(String written) throws Exception {
        var sweep = sweep(written);
        assertThat(sweep.points()).isEmpty();
        assertThat(faults()).singleElement().satisfies(fault -> {
            assertThat(fault.message()).endsWith("1,000,000,000 combinations, the limit is 10,000");
            assertThat(fault.fix()).endsWith("--limit N");
        });
    }

    @Test
    void theLimitIsOfTheWholeFile() throws Exception {
        var source = source("a: {p: {range: [6000]}}\nb: {p: {range: [6000]}}");
        var fields = new YamlFields(source.root().orElseThrow(), problems);
        var reader = new SweepReader(problems, 10_000);
        assertThat(reader.read(fields.map("a").orElseThrow(), Optional.empty(), Optional.empty())
                        .points())
                .hasSize(6000);
        assertThat(reader.read(fields.map("b").orElseThrow(), Optional.empty(), Optional.empty())
                        .points())
                .isEmpty();
    }

    @Test
    void whatIsLookedAtForConditionsIsLimitedForTheWholeFile() throws Exception {
        var source = source("a: {p: {range: [60000]}}\nsweep: {except: 'p > 9'}");
        var fields = new YamlFields(source.root().orElseThrow(), problems);
        var reader = new SweepReader(problems, 10_000);
        assertThat(reader.read(fields.map("a").orElseThrow(), fields.value("sweep"), Optional.empty())
                        .points())
                .hasSize(10);
        assertThat(reader.read(fields.map("a").orElseThrow(), fields.value("sweep"), Optional.empty())
                        .points())
                .isEmpty();
        assertThat(faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("60,000"));
    }

    @Test
    void whatDoesNotFitIntoTheMemoryIsRefusedBeforeItIsMade() throws Exception {
        var source = source("a: {p: {range: [1000]}, q: 1}\nb: {p: {range: [1000]}}");
        var fields = new YamlFields(source.root().orElseThrow(), problems);
        var reader = new SweepReader(problems, 10_000, new MemoryBudget(600_000));
        assertThat(reader.read(fields.map("a").orElseThrow(), Optional.empty(), Optional.empty())
                        .points())
                .hasSize(1000);
        assertThat(reader.read(fields.map("b").orElseThrow(), Optional.empty(), Optional.empty())
                        .points())
                .isEmpty();
        assertThat(faults())
                .singleElement()
                .satisfies(
                        fault -> assertThat(fault.message()).startsWith("1,000 points with 1 values each need about"));
    }

    @Test
    void computingIsLimitedByItsAmount() throws Exception {
        var many = Stream.generate(() -> "a < 0").limit(101).collect(Collectors.joining(", "));
        sweep("parameters: {a: {range: [10000]}}\nsweep: {except: [" + many + "]}");
        assertThat(faults())
                .singleElement()
                .satisfies(
                        fault -> assertThat(fault.message())
                                .isEqualTo(
                                        "10,000 combinations with 101 expressions are 1,010,000 to compute, the limit is 1,000,000"));
    }

    @Test
    void aThousandParametersMayEachNeedTheNext() throws Exception {
        assertThat(texts(sweep("parameters: {" + chain(999) + ", p999: 1}"), "p0"))
                .containsExactly("1000");
        assertThat(faults()).isEmpty();

        sweep("parameters: {" + chain(1001) + ", p1001: 1}");

        assertThat(faults())
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.message()).isEqualTo("more than 1,000 computed parameters, namely 1,001"));
    }

    private static String chain(int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> "p" + i + ": {expr: p" + (i + 1) + " + 1}")
                .collect(Collectors.joining(", "));
    }

    @Test
    void sumsThatAreTooDeepSaySo() throws Exception {
        sweep("parameters: {a: 1, b: {expr: \"" + "a+".repeat(400) + "a\"}}");
        assertThat(faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).endsWith("more than 200 operations within each other"));
    }

    @Test
    void aConditionThatLeavesNothingOutIsWarnedOf() throws Exception {
        sweep("parameters: {a: [1, 2]}\nsweep: {except: 'a > 7'}");
        assertThat(problems.warnings()).extracting(Problem::message).containsExactly("'except' leaves nothing out");
    }

    @Test
    void aRangeThatIsTooLargeToDrawFromIsRefused() throws Exception {
        sweep("parameters: {a: {range: [5000000000]}}\nsweep: {random: 3}");
        assertThat(faults().get(0).message()).contains("too many values to draw one");
    }

    @Test
    void namesOfParametersTellCapitalsApart() throws Exception {
        var sweep = sweep("parameters: {E: 3, e: 4, PI: 5, sum: {expr: 'E * 100 + e * 10 + PI'}}");
        assertThat(texts(sweep, "sum")).containsExactly("345");
    }

    private List<Problem> faults() {
        try {
            problems.throwIfAny();
            return List.of();
        } catch (org.neronet.common.fault.NeronetException e) {
            return ((org.neronet.man.config.ProblemsFound) e.getCause()).problems();
        }
    }

    private YamlSource source(String yaml) throws IOException {
        var file = folder.resolve("config.yaml");
        Files.writeString(file, yaml);
        var source = YamlSource.of(file);
        problems = new Problems(source);
        return source;
    }

    private Sweep sweep(String yaml) throws IOException {
        var source = source(yaml);
        var fields = new YamlFields(source.root().orElseThrow(), problems);
        return new SweepReader(problems, 10_000)
                .read(fields.map("parameters").orElse(NOTHING), fields.value("sweep"), fields.value("repeat"));
    }

    private static List<String> texts(Sweep sweep, String name) {
        return sweep.points().stream().map(point -> point.texts().get(name)).toList();
    }

    private static List<String> lines(Sweep sweep) {
        return sweep.points().stream()
                .map(point -> point.texts().values().stream().collect(Collectors.joining(" ")))
                .toList();
    }
}
