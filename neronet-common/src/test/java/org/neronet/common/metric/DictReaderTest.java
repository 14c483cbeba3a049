package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DictReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new DictReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("{'loss': 0.0037, 'grad_norm': 0.5, 'epoch': 0.05}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "{'loss': 0.0037, 'grad_norm': 0.00157, 'learning_rate': 1.8e-06, 'epoch': 0.05};; 0.05: loss=0.0037 grad_norm=0.00157 learning_rate=0.0000018",
                "{'loss': nan, 'best': None, 'ok': True, 'lr': inf, 'epoch': 1.0};; 1: loss=NaN lr=Infinity",
                "{'loss': '0.5', 'eval_acc': '9.1e-01', 'epoch': '2'};; 2: loss=0.5 eval_acc=0.91",
                "{'loss': np.float64(0.5), 'acc': tensor(0.25, device='cuda:0'), 'step': 3};; 3: loss=0.5 acc=0.25",
                "{'train': {'loss': 0.5, 'f1': [1, 2, '}']}, 'epoch': 3};; 3: train/loss=0.5",
                " 10%|█         | 5/50 [00:01<00:09,  4.9it/s]{'loss': 0.5, 'epoch': 0.1};; 0.1: loss=0.5",
                "INFO:trainer:{'loss': 0.5, 'epoch': 0.1};; 0.1: loss=0.5",
                "{'reward': 1.5}\\n{'reward': 2.5};; 0: reward=1.5; 1: reward=2.5",
                "{'a b': 0.5, 'step': 1};; 1: a b=0.5"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @Test
    void settingsPrintedAsADictAreLeft() {
        assertThat(Output.of("{'lr': 0.1, 'batch_size': 32}\n{'lr': 0.1, 'batch_size': 32}")
                        .samples())
                .isEmpty();
        assertThat(Output.of("{'lr': 0.1, 'name': 'a'}\n{'lr': 0.2, 'name': 'b'}")
                        .samples())
                .isEmpty();
        assertThat(Output.of("Updated tokens: {'pad_token_id': 151643}.\n{'loss': 0.5, 'epoch': 1")
                        .samples())
                .isEmpty();
    }

    @Test
    void theSampleOfATrainerHasItsLines() {
        var output = Samples.read("hf_trainer_stdout.log");

        assertThat(output.readers()).containsExactly("dict");
        assertThat(output.series("loss")).hasSize(57);
        assertThat(output.series("train_runtime")).hasSize(1);
        assertThat(output.series("train_loss").get(0).step()).isEqualTo(3.0);
        assertThat(output.series("train_samples_per_second").get(0).value()).isEqualTo(0.175);
        assertThat(output.series("eval_loss")).hasSize(1);
    }
}
