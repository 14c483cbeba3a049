package org.neronet.mum;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neronet.common.process.CommandResult;

class SchedulerCallsTest {
    private Instant now = Instant.ofEpochSecond(1000);
    private int code;
    private final SchedulerCalls calls =
            new SchedulerCalls((argv, limit) -> new CommandResult(code, "", "", false), () -> now);

    @Test
    void callsOfTheLastMinuteAreCountedAndOthersAreNot() throws Exception {
        calls.run(List.of("env", "SLURM_TIME_FORMAT=%s", "squeue", "-h"), Duration.ofSeconds(1));
        calls.run(List.of("ps", "-e"), Duration.ofSeconds(1));
        assertThat(calls.lastMinute()).isEqualTo(1);
        assertThat(calls.lastAnswer()).contains(now);

        now = now.plusSeconds(30);
        code = 1;
        calls.run(List.of("qstat"), Duration.ofSeconds(1));
        assertThat(calls.lastMinute()).isEqualTo(2);
        assertThat(calls.lastAnswer()).contains(Instant.ofEpochSecond(1000));

        now = now.plusSeconds(31);
        assertThat(calls.lastMinute()).isEqualTo(1);
    }
}
