package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CaffeReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new CaffeReader();
    }

    @Override
    protected List<String> lines() {
        return List.of(logged("solver.cpp:222] Iteration 100, loss = 0.0677"));
    }

    @Test
    void lossesAndRatesHaveTheirIteration() {
        assertThat(read(
                        "solver.cpp:222] Iteration 100, loss = 0.5",
                        "solver.cpp:238]     Train net output #0: loss = 0.5 (* 1 = 0.5 loss)",
                        "solver.cpp:238]     Train net output #1: loss1/top-1 = 0.25 (* 0.3 = 0.075 loss)",
                        "sgd_solver.cpp:106] Iteration 100, lr = 0.003",
                        "solver.cpp:218] Iteration 200 (8.41 iter/s, 11.9s/100 iters), loss = nan",
                        "sgd_solver.cpp:161] Iteration 200, lr = 1e-05, m = 0.9, wd = 0.0005, gs = 1",
                        "solver.cpp:218] Iteration 300 (8 iter/s, 1s/100 iter), 0.5/90ep, loss = 6.9"))
                .isEqualTo(
                        "loss@100=0.5 train/loss1/top-1@100=0.25 lr@100=0.003 loss@200=NaN lr@200=1.0E-5 loss@300=6.9");
    }

    @Test
    void testsBelongToTheIterationAbove() {
        assertThat(read(
                        "solver.cpp:404]     Test net output #0: accuracy = 0.0",
                        "solver.cpp:310] Iteration 500, Testing net (#0)",
                        "solver.cpp:404]     Test net output #0: accuracy = 0.9",
                        "solver.cpp:404]     Test net output #1: loss = 0.25 (* 1 = 0.25 loss)",
                        "solver.cpp:310] Iteration 500, Testing net (#1)",
                        "solver.cpp:404]     Test net output #0: accuracy = 0.8"))
                .isEqualTo("test/accuracy@500=0.9 test/loss@500=0.25 test1/accuracy@500=0.8");
    }

    @Test
    void theDayMayHaveItsYear() {
        assertThat(SampleText.read(reader(), "I20150821 09:21:15.397500  5405 solver.cpp:222] Iteration 1, loss = 2"))
                .isEqualTo("loss@1=2.0");
    }

    @Test
    void settingsAreNoMetrics() {
        var reader = new OutputReader(List.of());
        var text = logged("solver.cpp:38] Initializing solver from parameters: ") + "\npower: 0.75\nloss: 1.5\n"
                + logged("solver.cpp:80] Creating training net") + "\nstep: 3 loss: 0.5\n";

        assertThat(SampleText.summary(reader.trace(text.getBytes(StandardCharsets.US_ASCII), text.length())))
                .containsExactly("steps loss 1 @3.0=0.5");
    }

    @Test
    void otherLogLinesAreLeft() {
        assertThat(read(
                        "net.cpp:50] Iteration 100, loss = 0.5",
                        "solver.cpp:222] Iteration x, loss = 0.5",
                        "solver.cpp:222] Iteration 5, loss = small",
                        "solver.cpp:222] Test net output #0: accuracy 5",
                        "solver.cpp:296] Optimization Done."))
                .isEmpty();
    }

    @Test
    void theSampleIsRead() throws IOException {
        assertThat(SampleText.summary(SampleText.sample("caffe.log")))
                .containsExactly(
                        "caffe loss 201 @20000.0=0.00260472",
                        "caffe lr 200 @19900.0=0.003",
                        "caffe test/loss 41 @20000.0=0.0147376");
    }

    private String read(String... messages) {
        return SampleText.read(
                reader(),
                List.of(messages).stream().map(CaffeReaderTest::logged).collect(Collectors.joining("\n")));
    }

    private static String logged(String message) {
        return "I0821 09:21:15.397500  5405 " + message;
    }
}
