package org.neronet.common.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    private static boolean isTrue(String text) {
        var condition = Expression.parse(text);
        var memory = new Memory(condition.names(), condition.longest());
        double[] losses = {4, 1, 2, 3};
        for (int i = 0; i < losses.length; i++) {
            memory.add(new Observation("stdout", "loss", i, losses[i], Runs.START));
            memory.add(new Observation("stdout", "val/top 1", i, 0.5, Runs.START));
        }
        memory.add(new Observation("stdout", "bad_loss", 4, Double.NaN, Runs.START));
        return condition.isTrue(memory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "loss > 2; true",
                "loss >= 3 and loss <= 3 and loss == 3; true",
                "loss != 3; false",
                "not loss > 5; true",
                "loss > 5 or 'val/top 1' < 1; true",
                "\"val/top 1\" * 2 + 1 == 2; true",
                "1 + 2 * 3 == 7 and (1 + 2) * 3 == 9; true",
                "-loss < -2.5e0; true",
                "6 / 3 - 1 == 1; true",
                "best(loss) == 1 and min(loss) == 1 and max(loss) == 4 and last(loss) == 3; true",
                "mean(loss, 3) == 2 and median(loss, 4) == 2.5 and std(loss, 2) == 0.5; true",
                "mean(loss, 5) < 100; false",
                "abs(loss - 5) == 2; true",
                "epoch > 5; false",
                "step >= 3 and loss > 0; true",
                "bad_loss > 0; false",
                "not bad_loss > 0; false",
                "bad_loss != 0; false",
                "bad_loss > 0 or loss > 0; true",
                "not (bad_loss > 0 and loss < 0); true",
                "never > 0; false",
                "not never > 0; false",
                "loss / 0 > 1; true",
                "0 / 0 == 0; false"
            })
    void values(String text, boolean expected) {
        assertThat(isTrue(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "loss; 1; comparison is needed",
                "loss >; 7; missing at the end",
                "> 3; 1; cannot stand here",
                "loss = 3; 6; equal is '=='",
                "loss > 'a; 8; its end is missing",
                "1 < loss < 3; 10; joined by 'and'",
                "(loss > 3; 10; ')' is missing",
                "loss > 3 and acc; 14; comparison is needed",
                "(loss > 3) + 1 > 2; 1; number is needed",
                "loss > (acc > 3); 8; number is needed",
                "best(thing) > 3; 6; min(thing) or max(thing)",
                "sqrt(loss) > 3; 1; no function",
                "mean(loss) > 3; 10; ',' is missing",
                "mean(loss, 0) > 3; 12; of how many",
                "last(3) > 3; 6; of one metric",
                "loss > 3 4; 10; cannot stand here",
                "loss > and; 8; cannot stand here",
                "'' > 3; 1; name is empty",
                "loss > 3 §; 10; cannot stand here"
            })
    void faultsNameTheirColumn(String text, int column, String words) {
        assertThatThrownBy(() -> Expression.parse(text))
                .hasMessageContaining(words)
                .asInstanceOf(type(RuleException.class))
                .returns(column, RuleException::column);
    }

    @Test
    void noTextIsTooLongOrTooDeep() {
        assertThatThrownBy(() -> Expression.parse("(".repeat(500) + "a > 1")).hasMessageContaining("too many");
        assertThatThrownBy(() -> Expression.parse("not ".repeat(200) + "a > 1")).hasMessageContaining("too many");
        assertThatThrownBy(() -> Expression.parse("a".repeat(1001))).hasMessageContaining("1000 characters");
        assertThatThrownBy(() -> Expression.parse("")).hasMessageContaining("missing");
    }

    @Test
    void asARuleItTellsTheValues() {
        var run = new Runs("{\"when\": \"val_loss > 2 * train_loss and epoch > 1\"}");
        for (int epoch = 0; epoch < 3; epoch++) {
            run.at("train_loss", epoch, 1, Duration.ofSeconds(epoch))
                    .at("val_loss", epoch, 3, Duration.ofSeconds(epoch));
        }
        assertThat(run.reasons())
                .containsExactly("val_loss > 2 * train_loss and epoch > 1 with val_loss 3, train_loss 1, epoch 2");
        assertThat(new Runs("{\"when\": \"epoch >= 2\"}").feed("loss", 1, 1, 1).reasons())
                .hasSize(1);
    }
}
