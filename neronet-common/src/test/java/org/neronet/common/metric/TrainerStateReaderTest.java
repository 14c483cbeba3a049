package org.neronet.common.metric;

import java.nio.charset.StandardCharsets;

class TrainerStateReaderTest extends FileReaderContract {
    @Override
    protected FileMetricReader reader() {
        return new TrainerStateReader();
    }

    @Override
    protected String path() {
        return "out/checkpoint-2/trainer_state.json";
    }

    @Override
    protected byte[] file() {
        return """
                {"best_metric": null, "epoch": 2.0, "log_history": [
                  {"epoch": 1.0, "loss": 0.5, "step": 10}, {"epoch": 1.0, "eval_loss": 0.75, "step": 10},
                  {"epoch": 2.0, "loss": NaN, "step": 20}], "max_steps": 20}
                """.getBytes(StandardCharsets.UTF_8);
    }
}
