package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new JsonReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("{\"epoch\": 3, \"loss\": 0.5}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "{\"epoch\": 3, \"loss\": 0.5, \"acc\": \"0.25\"};; 3: loss=0.5 acc=0.25",
                "{\"iteration\":19,\"total_loss\":1.25,\"time\":0.5,\"eta_seconds\":12.5};; 19: total_loss=1.25 time=0.5 eta_seconds=12.5",
                "{\"level\":\"info\",\"ts\":1690000000.1,\"msg\":\"eval\",\"step\":5,\"loss\":0.5};; 5: loss=0.5",
                "2020-02-07 13:21:07 | INFO | train | {\"epoch\": 1, \"train_loss\": \"11.049\", \"train_num_updates\": \"362\"};; 362: train_loss=11.049",
                "{\"a\": {\"b\": {\"c\": 1.5}}, \"global_step\": 2, \"step\": 1};; 2: a/b/c=1.5"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @Test
    void eventsOfServersAreLeft() {
        var event = "{\"level\":\"info\",\"ts\":169000000%d.5,\"msg\":\"GET /\",\"took\":0.00%d}\n";

        assertThat(Output.of(event.formatted(1, 1) + event.formatted(2, 2) + event.formatted(3, 3))
                        .samples())
                .isEmpty();
        assertThat(Output.of("{\"a\": 1, \"step\":\n{\"a\":}\n{}\n{\"step\": 1} x")
                        .samples())
                .isEmpty();
    }

    @Test
    void theSampleOfDetectronHasItsLines() {
        var output = Samples.read("detectron2_metrics.jsonl");

        assertThat(output.series("total_loss")).hasSize(5);
        assertThat(output.series("total_loss").get(4).step()).isEqualTo(99);
        assertThat(output.series("total_loss").get(4).value()).isEqualTo(1.280293806164991);
        assertThat(output.series("eta_seconds")).isNotEmpty();
    }
}
