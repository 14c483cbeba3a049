package org.neronet.common.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neronet.common.testing.Await;

class ProgramProcessesTest {
    private Process process;

    @AfterEach
    void clean() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void theNameOfACommandMayHoldBrackets() {
        assertThat(ProcStat.parse("12 no bracket")).isEmpty();
        assertThat(ProcStat.parse("12 (a) b) (c) Z 1 2 3 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 99 0"))
                .contains(new ProcStat(12, 'Z', 3, 99));
    }

    @Test
    void aProgramIsFoundByNumberAndStartAndByItsEnvironment() throws IOException {
        var builder = new ProcessBuilder("sleep", "600");
        builder.environment().put("NERONET_DIR", "/tmp/größe");
        process = builder.start();
        var stat = ProcStat.of(process.pid()).orElseThrow();
        Await.until(
                Duration.ofSeconds(10),
                () -> "not seen",
                () -> running(stat.ticks()).contains(stat.pid()));

        assertThat(running(stat.ticks() - 1))
                .as("another program with that number")
                .isEmpty();

        var found = ProcStat.of(process.pid()).orElseThrow();
        assertThat(ProgramProcesses.signal(new ProcStat(found.pid(), 'S', 1, found.ticks() + 1), true))
                .isFalse();
        assertThat(ProgramProcesses.signal(found, false)).isTrue();
        Await.until(Duration.ofSeconds(10), () -> "still there", () -> !process.isAlive());
    }

    private java.util.List<Long> running(long ticks) {
        try {
            return new ProgramProcesses(process.pid(), ticks, "NERONET_DIR=/tmp/größe")
                    .running().stream().map(ProcStat::pid).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
