package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new BarReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("loss: 1.15:   0%|          | 1/235 [00:06<25:19,  6.49s/it]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "loss: 1.1513:   0%|          | 1/235 [00:06<25:19,  6.49s/it];; 1: loss=1.1513",
                " 50%|█████     | 5/10 [00:01<00:01,  4.9it/s, loss=0.5, acc=0.25];; 5: loss=0.5 acc=0.25",
                "Epoch 3/10: 100%|██████████| 235/235 [00:12<00:00, 19.1it/s, v_num=0, train_loss=0.3];; 3: train_loss=0.3",
                "Epoch 2: 100%|██████████| 235/235 [00:12<00:00, 19.1it/s, loss=0.3];; 2: loss=0.3",
                "train:  50%|█████     | 5.0k/10.0k [00:01<00:01, 4.9kit/s, loss=0.5];; 5000: loss=0.5",
                "123it [00:10, 12.1it/s, loss=0.5];; 123: loss=0.5",
                "Epoch 0/9 ━━━━━━━━━━━━━━ 100/200 0:00:02 • 0:00:00 98.43it/s train_loss: 0.5;; 0.5: train_loss=0.5",
                "train loss 0.5 acc 0.25:  10%|█         | 1/10 [00:01<00:09,  1.0it/s];; 1: train loss=0.5 acc=0.25"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @Test
    void framesAreProgressAndSomeOfThemAreValues() {
        var text = new StringBuilder();
        for (int i = 0; i <= 10_000; i++) {
            text.append("\r%3d%%|###  | %d/10000 [00:01<00:01, 9.9it/s, loss=%d.5]".formatted(i / 100, i, i));
        }
        var output = Output.of(text.toString());

        assertThat(output.series("loss")).hasSizeBetween(190, 210);
        assertThat(output.series("loss").get(output.series("loss").size() - 1).value())
                .isEqualTo(10_000.5);
        assertThat(output.progress()).hasValue(new Reading.Progress(10_000, 10_000));
        assertThat(Output.of(text.substring(0, 3_000)).progress().orElseThrow().done())
                .isBetween(30L, 70L);
    }

    @Test
    void barsBelowEachOtherGoOnCounting() {
        var bar = "100%%|###| 10/10 [00:01<00:00, 9.9it/s, loss=0.%d]\n";

        assertThat(Output.of(bar.formatted(5) + bar.formatted(4) + "Loading: 100%|#| 2/2 [00:00<00:00, 9.9it/s]\n"
                                + bar.formatted(3))
                        .byPlace())
                .isEqualTo("10: loss=0.5; 20: loss=0.4; 30: loss=0.3");
    }

    @Test
    void epochsAreTheProgressWhereThereAreSome() {
        assertThat(Output.of("Epoch 2/4\n 50%|###  | 5/10 [00:01<00:01, 9.9it/s]\n")
                        .progress())
                .hasValue(new Reading.Progress(2, 4));
        assertThat(Output.of("Epoch 2/4:  50%|###  | 5/10 [00:01<00:01, 9.9it/s]\n")
                        .progress())
                .hasValue(new Reading.Progress(15, 40));
        assertThat(Output.of("Working... ━━━━━━━━━━━━━╸  45% 0:00:12\n").progress())
                .hasValue(new Reading.Progress(45, 100));
        assertThat(Output.of(" 50%|###  | 50/100 [00:01<00:01, 9.9it/s]\n 50%|#  | 1/2 [00:01<00:01, 9.9it/s]\n")
                        .progress())
                .hasValue(new Reading.Progress(50, 100));
    }

    @Test
    void otherPercentagesAreLeft() {
        var output = Output.of("[ 12%] Building CXX object a.o\n50% | done\n5%|\nmemory 5%|a|\n"
                + "     ━━━━━━━━ 1.2/1.2 MB 10.0 MB/s eta 0:00:00\nsubmit [00:10]\nwith it [a, b]");

        assertThat(output.samples()).isEmpty();
    }
}
