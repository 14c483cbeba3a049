package org.neronet.kid.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neronet.common.fault.ExitCode;

class ReportCommandTest {
    private final Nerokid kid =
            new Nerokid(() -> Instant.EPOCH, new PrintStream(System.out, true), new PrintStream(System.err, true));

    @Test
    void aReportOutsideOfNeronetDoesNothing() {
        assertThat(kid.run(List.of("report", "loss", "0.3", "--step", "1"))).isEqualTo(ExitCode.OK);
    }

    @Test
    void whatIsNoReportIsWrongUse() {
        assertThat(kid.run(List.of("report", "loss", "much"))).isEqualTo(ExitCode.USAGE);
        assertThat(kid.run(List.of("report"))).isEqualTo(ExitCode.USAGE);
    }
}
