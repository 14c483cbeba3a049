package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoostingReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new BoostingReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("[10]\ttrain-rmse:0.31\tvalid-rmse:0.40");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "[10]\ttrain-rmse:0.31\tvalid-rmse:0.40;; 10: train-rmse=0.31 valid-rmse=0.4",
                "[1]\tvalid_0's ndcg@1: 0.528126\tvalid_0's ndcg@3: 0.600165;; 1: valid_0's ndcg@1=0.528126 valid_0's ndcg@3=0.600165",
                "[20]\tcv_agg's valid auc: 0.75 + 0.01;; 20: cv_agg's valid auc=0.75",
                "[0]\ttrain-rmse:0.31+0.01\ttest-rmse:0.4+0.02;; 0: train-rmse=0.31 test-rmse=0.4",
                "0:\tlearn: 0.69\ttest: 0.68\tbest: 0.67 (3)\ttotal: 12ms\tremaining: 1m 3s;; 0: learn=0.69 test=0.68 best=0.67",
                "[101]:\tvalid's rmse:541.5+16.5 ;; 101: valid's rmse=541.5",
                "200:    learn: 0.64        test: 0.65 best: 0.66 (180)  total: 2m 26s   remaining: 33m 2s;; 200: learn=0.64 test=0.65 best=0.66",
                "0:  learn: 0.5 test: 0.4 best: 0.4 (0);; 0: learn=0.5 test=0.4 best=0.4",
                "[10]\tl2: 4\\n[20]\tl2: 3\\nEarly stopping, best iteration is:\\n[13]\tl2: 2\\n[10]\tl2: 5;; 10: l2=4 l2=5; 20: l2=3; 13: l2=2",
                "[12:00:01] [3]\ttrain-auc:0.5;; 3: train-auc=0.5",
                "[1]\tl2: 2\\nEarly stopping, best iteration is:\\n[1]\tl2: 2\\n[2]\tl2: 1;; 1: l2=2; 2: l2=1"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @Test
    void otherBracketsAreLeft() {
        assertThat(Output.of(
                                "[LightGBM] [Info] Total Bins 255\n[1]\tsee below\n[1] 12345\n[2]\n0:\thome\n[3]\ta:1\tb\n1:\t: 5\n12: learned: 5\n12: learn 0.5\n7: test")
                        .samples())
                .isEmpty();
    }
}
