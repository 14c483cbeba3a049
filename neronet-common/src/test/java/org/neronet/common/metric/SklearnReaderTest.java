package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SklearnReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new SklearnReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("[CV 1/5] END C=1;, score=0.93 total time= 0.1s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "[CV 1/5] END ..............C=1, kernel=rbf;, score=0.967 total time=   0.0s;; 0: score=0.967",
                "[CV] C=1, kernel=rbf, score=0.967, total=   0.0s;; 0: score=0.967",
                "[CV 2/5] END C=1;, score=(train=0.98, test=0.967) total time=   0.0s;; 0: score/train=0.98 score/test=0.967",
                "[CV 2/5; 1/3] END C=1; accuracy: (test=0.967) f1: (test=nan) total time=   0.0s;; 0: accuracy/test=0.967 f1/test=NaN"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @Test
    void tasksOfJoblibAreProgress() {
        var output = Output.of(
                "[Parallel(n_jobs=1)]: Using backend SequentialBackend\n"
                        + "[Parallel(n_jobs=1)]: Done  10 out of  20 | elapsed:    0.1s remaining:    0.1s\n[CV 1/5] START C=1.....");

        assertThat(output.progress()).hasValue(new Reading.Progress(10, 20));
        assertThat(output.samples()).isEmpty();
    }
}
