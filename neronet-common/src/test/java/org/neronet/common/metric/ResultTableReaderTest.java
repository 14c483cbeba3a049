package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTableReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new ResultTableReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("      Test metric             DataLoader 0", "       test_acc            0.95");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "***** eval metrics *****\\n  eval_loss               =     0.5\\n  eval_runtime            = 0:00:10.12\\n  eval_acc = 0.75;; 0: eval_loss=0.5 eval_acc=0.75",
                "\\n              precision    recall  f1-score   support\\n\\n           0       0.95      0.9      0.92       100\\n\\n    accuracy                           0.93       200\\n   macro avg       0.9      0.75      0.5       200;; 0: accuracy=0.93 macro avg/precision=0.9 macro avg/recall=0.75 macro avg/f1-score=0.5",
                "─────────\\n     Validate metric           DataLoader 0\\n─────────\\n        val_acc            0.95\\n        val_loss            0.125\\n─────────;; 0: val_acc=0.95 val_loss=0.125",
                "\\n                 Class     Images  Instances      Box(P          R      mAP50  mAP50-95): 100%|█| 4/4 [00:00<00:00,  5.0it/s]\\n                   all        128        929       0.64       0.54      0.605       0.45\\n                person        128        254       0.8       0.7       0.75       0.5;; 0: P=0.64 R=0.54 mAP50=0.605 mAP50-95=0.45",
                "\\n   Class     Images     Labels          P          R     mAP@.5 mAP@.5:.95: 100%|█| 4/4\\n   all  128  929  0.5  0.25  0.75  0.125;; 0: P=0.5 R=0.25 mAP@.5=0.75 mAP@.5:.95=0.125",
                "\\n   Class  Images  Instances  Box(P  R  mAP50  mAP50-95)  Mask(P  R  mAP50  mAP50-95):\\n   all  8  9  0.5  0.5  0.75  0.25  0.125  0.5  0.625  0.375;; 0: P=0.5 R=0.5 mAP50=0.75 mAP50-95=0.25 Mask/P=0.125 Mask/R=0.5 Mask/mAP50=0.625 Mask/mAP50-95=0.375"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @Test
    void otherTablesAreLeft() {
        assertThat(Output.of(
                                "  Test metric   DataLoader 0   DataLoader 1\n   a_name  0.5\n  Test metric   DataLoader 0\n\n"
                                        + "   a_name  0.5\n   Class mAP\n   all 5 6 7 0.5\n   all of it\n")
                        .samples())
                .isEmpty();
    }
}
