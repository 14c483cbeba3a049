package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxTableReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new BoxTableReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("------------------------", "| rollout/return | 470 |", "------------------------");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "-----------------------------\\n| rollout/            |     |\\n|    ep_rew_mean      | 470 |\\n| time/               |     |\\n|    fps              | 250 |\\n|    total_timesteps  | 2048 |\\n-----------------------------;; 2048: rollout/ep_rew_mean=470 time/fps=250",
                "------------------------\\n| rollout/return | 4.7e+02 |\\n| total/steps | 9000 |\\n| env | Ant |\\n------------------------;; 9000: rollout/return=470",
                "------------------------\\n|             Epoch |   3 |\\n|      AverageEpRet |   22.5 |\\n| TotalEnvInteracts |  8000 |\\n------------------------;; 8000: Epoch=3 AverageEpRet=22.5",
                "-------------------\\n| time/ | |\\n|    time_elapsed | 5390 s |\\n|    total_timesteps | 64 |\\n| train/ | |\\n|    loss | 2.5 |;; 64: time/time_elapsed=5390 train/loss=2.5",
                "┏━━━━━━━━━━━┳━━━━━━┓\\n┃ Test metric ┃ DataLoader 0 ┃\\n┡━━━━━━━━━━━╇━━━━━━┩\\n│ test_acc │ 0.95 │\\n└──────────┴──────┘;; 0: test_acc=0.95"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @Test
    void otherTablesAreLeft() {
        assertThat(Output.of("------------\n| a | b | 3 |\n------------\n| x | 5 |\n+---+---+\n| y | 5 |\n+---+---+\n"
                                + "| GPU | 5 |\n-----------\nprose\n| late | 3 |\n------------")
                        .samples())
                .isEmpty();
    }
}
